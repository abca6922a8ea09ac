import type { PayForm } from '../../domain/pay-form.ts'

/** One button leads to Stripe's own page. */
export const stripeForm: PayForm<null> = {
  readPayer: () => ({ ok: true, details: null }),
  show: () => ({ view: '/pay/_redirect', values: { gateway: 'Stripe' }, problems: {} }),
}
