/** The pages of a team, in the demo merchant's world. */
import { paths } from '../../../src/web/paths.ts'
import { button, link, textbox } from '../journeys/steps.ts'
import type { PortalState, Seen } from './portal-state.ts'

export const teamStates: PortalState[] = [
  { name: 'the team', show: ({ page }) => page.goto(paths.team) },
  {
    name: 'the dialog that changes a role',
    async show({ page }) {
      await page.goto(paths.team)
      await link(page, 'Changer le rôle : Théo Lambert').click()
      await page.getByRole('dialog', { name: 'Rôle : Théo Lambert' }).waitFor()
    },
  },
  {
    name: 'the page that takes somebody out of the team',
    async show({ page }) {
      await page.goto(paths.team)
      await page.goto((await link(page, 'Retirer : Théo Lambert').getAttribute('href'))!)
    },
  },
  {
    name: 'the dialog that takes somebody out of the team',
    async show({ page }) {
      await page.goto(paths.team)
      await link(page, 'Retirer : Théo Lambert').click()
      await page.getByRole('dialog', { name: 'Retirer cette personne ?' }).waitFor()
    },
  },
  { name: 'the page that asks before leaving', show: ({ page }) => page.goto(paths.departure) },
  {
    name: 'the page that invites',
    show: ({ page }) => page.goto(paths.newInvitation),
  },
  {
    name: 'the dialog that invites, refused',
    async show({ page }) {
      await page.goto(paths.team)
      await link(page, 'Inviter une personne').click()
      await textbox(page, 'Adresse e-mail').fill('lou@')
      await button(page, 'Envoyer l’invitation').click()
      await page.locator('.problems:focus').waitFor()
    },
  },
  {
    name: 'the team, with an invitation just sent',
    async show({ page }) {
      await page.goto(paths.team)
      await link(page, 'Inviter une personne').click()
      await textbox(page, 'Adresse e-mail').fill('une-adresse-plutot-longue@invite.example')
      await button(page, 'Envoyer l’invitation').click()
      await page.getByText('L’invitation part par e-mail.').waitFor()
    },
  },
  ...Object.entries({ nobody: 'nobody', known: 'nobody', here: undefined } as const).map(([who, as]) => ({
    name: `an invitation, ${{ nobody: 'for somebody new', known: 'for somebody with an account', here: 'for another address' }[who]!}`,
    ...(as && { as }),
    async show({ page, idOf }: Seen) {
      await page.goto(paths.acceptance(idOf(who === 'known' ? 'known' : 'new')))
    },
  })),
  {
    name: 'an invitation for somebody new, refused',
    as: 'nobody',
    async show({ page, idOf }) {
      await page.goto(paths.acceptance(idOf('new')))
      await button(page, 'Rejoindre l’équipe').click()
      await page.locator('.problems:focus').waitFor()
    },
  },
  { name: 'an invitation to accept', show: ({ page, idOf }) => page.goto(paths.acceptance(idOf('mine'))) },
  {
    name: 'an invitation that is over',
    as: 'nobody',
    expected: [404],
    show: ({ page }) => page.goto(paths.invitation),
  },
  {
    name: 'the menu of merchants, open',
    async show({ page }) {
      await page.goto(paths.team)
      await page.locator('#who summary').click()
      await link(page, 'Ouvrir une autre entreprise').waitFor()
    },
  },
  {
    name: 'another merchant to open, refused',
    async show({ page }) {
      await page.goto(paths.newMerchant)
      await button(page, 'Ouvrir').click()
      await page.locator('.problems:focus').waitFor()
    },
  },
  { name: 'closing the account', show: ({ page }) => page.goto(paths.closing) },
  {
    name: 'closing the account, refused',
    async show({ page }) {
      await page.goto(paths.closing)
      await button(page, 'Fermer le compte').click()
      await page.locator('.problems:focus').waitFor()
    },
  },
  {
    name: 'the page of somebody who is in no team',
    as: 'alone',
    expected: [403],
    show: ({ page }) => page.goto(paths.requests),
  },
]
