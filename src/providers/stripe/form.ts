import { valid } from '../../domain/parsed.ts'
import type { PayForm } from '../../domain/pay-form.ts'

/** A button that leads to Stripe's own page. */
export const stripeForm: PayForm<null> = {
  leadsAway: true,
  readPayer: () => valid(null),
  show: () => ({ view: '/pay/_redirect', values: { gateway: 'Stripe' }, problems: {} }),
}
