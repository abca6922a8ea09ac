/** The pages of one's own account, and of signing in with a second factor. */
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { insertEmailLink, replaceEmailChange } from '../../../src/accounts/email/email-change-store.ts'
import { codeAt } from '../../../src/accounts/second-factor/totp.ts'
import { paths } from '../../../src/web/paths.ts'
import { password, type World } from '../../fixtures/app.ts'
import { button, textbox } from '../journeys/steps.ts'
import type { PortalState } from './portal-state.ts'

const refused = (page: Page) => page.locator('.problems:focus').waitFor()

/** Of one person, in this order: on the way they get a second factor, and in the end their session is over. */
export function ownAccountStates({ deps: { db } }: World, person: { email: string; userId: string }) {
  const gavePassword = (ago: string) =>
    sql`update sessions set password_given_at = now() - ${ago}::interval`.execute(db)

  async function showApp(page: Page): Promise<void> {
    await gavePassword('0')
    await page.goto(paths.secondFactor)
    await button(page, 'Continuer').click()
  }

  const unused = (time: string) =>
    sql`update sessions set last_seen_at = now() - ${time}::interval`.execute(db)

  async function showCode(page: Page): Promise<void> {
    await page.goto(paths.signIn)
    await signInOn(page)
    await page.waitForURL(paths.signInCode)
  }

  async function signInOn(page: Page): Promise<void> {
    await textbox(page, 'Adresse e-mail').fill(person.email)
    await page.getByLabel('Mot de passe').fill(password)
    await button(page, 'Se connecter').click()
  }

  const states: PortalState[] = [
    { name: 'my account', show: ({ page }) => page.goto(paths.account) },
    {
      name: 'my account, without a name',
      async show({ page }) {
        await page.goto(paths.account)
        await textbox(page, 'Votre nom').fill('')
        await button(page, 'Enregistrer').click()
        await refused(page)
      },
    },
    {
      name: 'a new address, refused without the password',
      async show({ page }) {
        await gavePassword('6 minutes')
        await page.goto(paths.changeEmail)
        await textbox(page, 'Nouvelle adresse e-mail').fill('personne')
        await button(page, 'Envoyer le lien de confirmation').click()
        await refused(page)
      },
    },
    {
      name: 'a new password, refused without the old one',
      async show({ page }) {
        await gavePassword('6 minutes')
        await page.goto(paths.changePassword)
        await button(page, 'Changer de mot de passe').click()
        await refused(page)
      },
    },
    {
      name: 'Stripe’s keys, refused without the password',
      async show({ page }) {
        await gavePassword('6 minutes')
        await page.goto(paths.stripeKeys)
        await button(page, 'Enregistrer pour le mode réel').click()
        await refused(page)
      },
    },
    {
      name: 'a link to a new address',
      as: 'nobody',
      async show({ page }) {
        await db.transaction().execute((trx) => replaceEmailChange(trx, person.userId, 'n@atelier.example'))
        const { token } = (await insertEmailLink(db, person.userId))!
        await page.goto(paths.emailLink(token))
      },
    },
    {
      name: 'a link to a new address that works no more',
      as: 'nobody',
      expected: [404],
      show: ({ page }) => page.goto(paths.emailLink('x')),
    },
    { name: 'no second factor', show: ({ page }) => page.goto(paths.secondFactor) },
    {
      name: 'the QR code of an authenticator app, not confirmed',
      async show({ page }) {
        await showApp(page)
        await button(page, 'Activer').click()
        await refused(page)
      },
    },
    {
      name: 'recovery codes',
      async show({ page }) {
        await showApp(page)
        const secret = await textbox(page, 'Ou saisissez cette clé').inputValue()
        const code = codeAt(secret.replaceAll(' ', ''), Math.floor(Date.now() / 30_000))
        await textbox(page, 'Code de votre application').fill(code)
        await button(page, 'Activer').click()
        await textbox(page, 'Dix codes de secours').waitFor()
      },
    },
    {
      name: 'a second factor, nothing chosen to change',
      async show({ page }) {
        await showApp(page)
        await refused(page)
      },
    },
    {
      name: 'the second page of signing in, refused',
      as: 'nobody',
      async show({ page }) {
        await showCode(page)
        await button(page, 'Continuer').click()
        await page.locator('#problem:focus').waitFor()
      },
    },
    {
      name: 'the second page of signing in, by recovery code',
      as: 'nobody',
      async show({ page }) {
        await showCode(page)
        await button(page, 'Utiliser un code de secours').click()
        await textbox(page, 'Code de secours').waitFor()
      },
    },
    {
      name: 'signing in again, after 30 minutes unused',
      async show({ page }) {
        await unused('31 minutes')
        await page.goto(paths.account)
        await page.getByText('après 30 minutes sans activité').waitFor()
      },
    },
    {
      name: 'a form sent too late by htmx: what was typed waits behind signing in again',
      expected: [401],
      async show({ page }) {
        await unused('0')
        await page.goto(paths.settings)
        await textbox(page, 'Nom commercial').fill('Atelier Pénombre')
        await unused('31 minutes')
        await button(page, 'Enregistrer').click()
        await page.getByText('après 30 minutes sans activité').waitFor()
      },
    },
    {
      name: 'a form sent too late, ready to be sent again',
      expected: [401],
      async show({ page }) {
        await db.deleteFrom('second_factors').execute()
        await unused('0')
        await page.goto(paths.account)
        await textbox(page, 'Votre nom').fill('Camille Aubert')
        await unused('31 minutes')
        await button(page, 'Enregistrer').click()
        await signInOn(page)
        await button(page, 'Envoyer ce que j’avais saisi').waitFor()
      },
    },
  ]
  return states
}
