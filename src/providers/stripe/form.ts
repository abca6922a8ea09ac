import type { PayForm } from '../../domain/pay-form.ts'

/** A button that leads to Stripe's own page. */
export const stripeForm: PayForm<null> = {
  readPayer: () => ({ ok: true, details: null }),
  show: () => ({ view: '/pay/_redirect', values: { gateway: 'Stripe' }, problems: {} }),
}
