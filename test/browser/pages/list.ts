/** The list as it is narrowed: a person who reads French, and one who reads English. */
import { paths } from '../../../src/web/paths.ts'
import type { PortalState, Seen } from './portal-state.ts'

const everything = { q: 'facture', status: 'pending', channel: 'email', from: '2026-01-01', to: '2999-12-31' }
const unreadable = { q: 'lampe', channel: 'fax', from: '31/12/2026' }

export const listStates: PortalState[] = [
  { name: 'the list, filtered in every way', show: open(paths.filtered(everything), '30 paiements') },
  {
    name: 'the list, a search typed, its filters unfolded',
    async show({ page }) {
      await page.goto(paths.requests)
      await page.getByText('Plus de filtres').click()
      await page.getByRole('searchbox', { name: 'Rechercher' }).fill('facture')
      await page.getByText('30 paiements').waitFor()
    },
  },
  {
    name: 'the list, nothing found',
    show: open(paths.filtered({ q: 'zzz' }), 'Aucun paiement ne correspond'),
  },
  { name: 'the list, nothing to check', show: open(paths.requestsToCheck, 'Rien à vérifier') },
  {
    name: 'the list, a filter that cannot be read',
    show: open(paths.filtered(unreadable), 'La liste n’est pas filtrée'),
  },
]

export const englishListStates: PortalState[] = [
  { name: 'the list, filtered, in English', show: open(paths.filtered(everything), '30 payments') },
  {
    name: 'the list, a filter that cannot be read, in English',
    show: open(paths.filtered(unreadable), 'The list is not filtered'),
  },
]

function open(path: string, words: string): PortalState['show'] {
  return async ({ page }: Seen) => {
    await page.goto(path)
    await page.locator('#list').getByText(words).first().waitFor()
  }
}
