import { stripeApi } from '../../config/providers.ts'

/**
 * The origins a customer may be redirected to for paying. Tests replace Stripe's API, and then the pages are on the
 * same origin.
 */
export function checkoutOrigins(apiBase: string): string[] {
  const checkout = 'https://checkout.stripe.com'
  return apiBase === stripeApi ? [checkout] : [checkout, apiBase]
}
