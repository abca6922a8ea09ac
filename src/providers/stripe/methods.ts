/**
 * Ways to pay beside cards, of those that answer at once: https://docs.stripe.com/payments/payment-methods/overview.
 * SEPA debits are not among them, because their answer takes two weeks. Apple Pay and Google Pay come with cards.
 */
import type { Card } from '../../domain/gateway.ts'

export const methodNames = {
  alma: 'Alma',
  bancontact: 'Bancontact',
  billie: 'Billie',
  ideal: 'iDEAL',
  klarna: 'Klarna',
  paypal: 'PayPal',
  satispay: 'Satispay',
} as const
export type Method = keyof typeof methodNames
export const methods = Object.keys(methodNames) as Method[]

const brands: Record<string, string> = {
  amex: 'American Express',
  cartes_bancaires: 'CB',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
}

interface Details {
  type?: string
  card?: { brand: string | null; last4: string | null } | null | undefined
}

/** What a payment was made or tried with. Null where Stripe does not say. */
export function readCard(details: Details | null | undefined): Card | null {
  const { type = 'card', card } = details ?? {}
  if (type !== 'card') return { brand: methodNames[type as Method] ?? type, last4: null }
  if (!card?.brand || !/^\d{4}$/.test(card.last4 ?? '')) return null
  return { brand: brands[card.brand] ?? card.brand, last4: card.last4 }
}
