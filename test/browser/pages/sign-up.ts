/** The pages of somebody without an account, or without its password, and how one comes to them. */
import { insertLink } from '../../../src/accounts/people/link-store.ts'
import { insertSignUp } from '../../../src/accounts/sign-up/sign-up-store.ts'
import { paths } from '../../../src/web/paths.ts'
import { addMerchant, type World } from '../../fixtures/app.ts'
import { button } from '../journeys/steps.ts'
import type { PortalState, Seen } from './portal-state.ts'

const as = 'nobody'

export function signUpStates(world: World): PortalState[] {
  const { db } = world.deps
  const confirmation = () =>
    db.transaction().execute(async (trx) => {
      const typed = { name: 'Camille Aubert', trade_name: 'Verrerie du Port', language: 'fr' } as const
      const email = 'camille.aubert.verriere@verrerie-du-port.example'
      const sign_up_id = await insertSignUp(trx, { ...typed, email, password_hash: '' })
      return paths.confirmSignUp(await insertLink(trx, { sign_up_id }))
    })
  const reset = async () => {
    const { userId } = await addMerchant(world)
    return paths.newPassword(await insertLink(db, { user_id: userId }))
  }

  return [
    { name: 'signing up', as, show: ({ page }) => page.goto(paths.signUp) },
    { name: 'signing up, refused', as, show: refuseSignUp },
    { name: 'signing up, refused, in English', as, show: inEnglish(refuseSignUp) },
    { name: 'the letter is on its way', as, show: ({ page }) => page.goto(paths.signUpSent) },
    { name: 'the page that confirms', as, show: async ({ page }) => page.goto(await confirmation()) },
    {
      name: 'signing in, the address confirmed',
      as,
      async show({ page }) {
        await page.goto(await confirmation())
        await button(page, 'Confirmer mon adresse').click()
        await page.getByText('Votre adresse est confirmée').waitFor()
      },
    },
    {
      name: 'a link that works no more',
      as,
      expected: [404],
      show: ({ page }) => page.goto(paths.confirmSignUp('x')),
    },
    { name: 'a forgotten password', as, show: ({ page }) => page.goto(paths.forgottenPassword) },
    {
      name: 'a forgotten password, refused',
      as,
      async show({ page }) {
        await page.goto(paths.forgottenPassword)
        await button(page, 'Recevoir un lien').click()
        await page.locator('.problems:focus').waitFor()
      },
    },
    { name: 'the letter with a new link is on its way', as, show: ({ page }) => page.goto(paths.resetSent) },
    {
      name: 'the page that chooses a password, refused',
      as,
      async show({ page }) {
        await page.goto(await reset())
        await page.getByLabel('Nouveau mot de passe').fill('123456789012')
        await button(page, 'Enregistrer le mot de passe').click()
        await page.locator('.problems:focus').waitFor()
      },
    },
    {
      name: 'a link for a password that works no more, in English',
      as,
      expected: [404],
      show: inEnglish(({ page }) => page.goto(paths.newPassword('x'))),
    },
  ]
}

async function refuseSignUp({ page }: Seen): Promise<void> {
  await page.goto(paths.signUp)
  await page.locator('#trade_name').fill('Un nom vraiment trop long')
  await page.locator('main button').click()
  await page.locator('.problems:focus').waitFor()
}

function inEnglish(show: PortalState['show']): PortalState['show'] {
  return async (seen) => {
    await seen.page.goto(paths.signIn)
    await button(seen.page, 'English').click()
    await seen.page.getByRole('heading', { name: 'Sign in' }).waitFor()
    return show(seen)
  }
}
