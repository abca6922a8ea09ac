/** Which tours are photographed, and in which languages: German is for customers only. */
import type { Language } from '../../src/domain/words.ts'
import { customerStates } from '../../test/fixtures/browser/pages/customer.ts'
import { askCustomer, publicPages, startCustomers } from '../../test/fixtures/browser/pages/customer-tour.ts'
import type { PortalState, Tour } from '../../test/fixtures/browser/pages/portal-state.ts'
import {
  tourDemo,
  tourList,
  tourNewMerchant,
  tourOwnAccount,
  tourSignUp,
  tourTeam,
} from '../../test/fixtures/browser/pages/tours.ts'
import type { Teardown } from '../../test/fixtures/teardown.ts'

interface NamedTour {
  name: string
  languages: Language[]
  start(stage: Teardown, language: Language): Promise<Tour>
}

const portal = {
  demo: tourDemo,
  list: tourList,
  new: tourNewMerchant,
  own: tourOwnAccount,
  'sign-up': tourSignUp,
  team: tourTeam,
}

export const tours: NamedTour[] = [
  { name: 'customer', languages: ['fr', 'en', 'de'], start: tourCustomer },
  ...Object.entries(portal).map(([name, start]) => ({ name, languages: ['fr', 'en'] as Language[], start })),
]

const usual = { amount: '249,00', description: 'Facture 2026-118, lampe Arc' }

async function tourCustomer(stage: Teardown, language: Language): Promise<Tour> {
  const { site, client } = await startCustomers(stage)
  const states: PortalState[] = [
    ...customerStates.map((state) => ({
      name: state.name,
      as: 'nobody' as const,
      async show({ page }: { page: Parameters<PortalState['show']>[0]['page'] }) {
        const asked = await askCustomer(client, state, language, usual)
        await state.show({ page, world: site.world, client, ...asked })
      },
    })),
    ...Object.entries(publicPages).map(([name, path]) => ({
      name,
      as: 'nobody' as const,
      show: ({ page }: Parameters<PortalState['show']>[0]) => page.goto(path),
    })),
  ]
  return { site, states, sessions: { client } }
}
