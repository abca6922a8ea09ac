import type { PayForm } from '../../domain/pay-form.ts'
import { catalogueOf } from '../../i18n/catalogues.ts'
import { sayProblems } from '../../web/sentences.ts'
import { readCard, type SandboxCard, testBrands, testCards } from './cards.ts'

/** The card form, with some test cards to choose from. The card's number and code are never sent back. */
export const sandboxForm: PayForm<SandboxCard> = {
  leadsAway: false,
  readPayer: (body) => readCard(body),
  show(language, body, errors) {
    const { sandbox } = catalogueOf(language)
    const { card_name = '', card_expiry = '' } = body ?? {}
    return {
      view: '/sandbox/_card_form',
      values: { cards: testCards.filter((card) => card.isOffered), typed: { card_name, card_expiry } },
      problems: sayProblems(errors ?? {}, sandbox.problems),
      brands: testBrands,
      kept: sandbox.kept,
      untouched: body || errors ? undefined : 'sandbox form',
    }
  },
}
