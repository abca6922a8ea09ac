import { valid } from '../../domain/parsed.ts'
import type { PayForm } from '../../domain/pay-form.ts'
import { catalogueOf } from '../../i18n/catalogues.ts'

/** A button that leads to Stripe's own page. */
export const stripeForm: PayForm<null> = {
  leadsAway: true,
  readPayer: () => valid(null),
  show: (language) => ({
    view: '/pay/_redirect',
    values: { gateway: 'Stripe' },
    problems: {},
    // Those of its list that need no setting of the account (https://docs.stripe.com/payments/cards).
    brands: ['Visa', 'Mastercard', 'American Express'],
    kept: catalogueOf(language).checkout.kept('Stripe'),
    untouched: 'stripe form',
  }),
}
