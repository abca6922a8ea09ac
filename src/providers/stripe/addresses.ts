import { stripeApi } from '../../config/providers.ts'

/** Where a customer may be sent to pay. Another API than Stripe's own, which tests have, has its pages beside it. */
export function checkoutOrigins(apiBase: string): string[] {
  const checkout = 'https://checkout.stripe.com'
  return apiBase === stripeApi ? [checkout] : [checkout, apiBase]
}
