/** The pages of a team, in the demo merchant's world. */
import { paths } from '../../../src/web/paths.ts'
import { link } from '../journeys/steps.ts'
import type { PortalState } from './portal-state.ts'

export const teamStates: PortalState[] = [
  { name: 'the team', show: ({ page }) => page.goto(paths.team) },
  {
    name: 'the dialog that changes a role',
    async show({ page }) {
      await page.goto(paths.team)
      await link(page, 'Changer le rôle : Théo Lambert').click()
      await page.getByRole('dialog', { name: 'Rôle de Théo Lambert' }).waitFor()
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
]
