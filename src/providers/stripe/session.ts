/** A Checkout Session: what we ask Stripe for, and what became of it. */
import type Stripe from 'stripe'
import type { Card, Charge } from '../../domain/gateway.ts'
import type { Decline, Outcome } from '../../domain/outcome.ts'
import { declineIn, failureOf } from './declines.ts'
import { readCard } from './methods.ts'

export type Session = Stripe.Checkout.Session

/** What `outcomeOf` needs in addition to the session itself. */
export const expand = ['payment_intent.latest_charge']

type Allowed = NonNullable<Stripe.Checkout.SessionCreateParams['allowed_payment_method_types']>

/** Made of the charge only: Stripe refuses a repeated key with different parameters. */
export function paramsOf(charge: Charge): Stripe.Checkout.SessionCreateParams {
  const metadata = {
    attempt_id: charge.attemptId,
    request_id: charge.requestId,
    merchant_id: charge.merchantId,
  }
  return {
    mode: 'payment',
    // Called `payment_method_types` before Stripe's API version 2026-09-30, which refuses that name.
    allowed_payment_method_types: ['card', ...(charge.methods ?? [])] as Allowed,
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: 'eur',
          unit_amount: charge.amountCents,
          product_data: { name: charge.description },
        },
      },
    ],
    // Without this, Stripe may show the customer another currency, depending on the account's settings.
    adaptive_pricing: { enabled: false },
    locale: charge.language,
    ...(charge.customerEmail ? { customer_email: charge.customerEmail } : {}),
    client_reference_id: charge.requestId,
    metadata,
    payment_intent_data: { metadata },
    // Coming back proves nothing: it only says that it is time to ask.
    success_url: `${charge.returnUrl}?retour=paiement`,
    cancel_url: charge.returnUrl,
    expires_at: Math.floor(Date.parse(charge.endsAt) / 1000),
  }
}

/** Throws when the session differs from the charge in any respect, or when its end is not known yet. */
export function outcomeOf(charge: Charge, session: Session, apiBase: string): Outcome {
  checkIsOf(charge, session)
  const ref = session.id
  const intent = intentOf(session)
  if (session.status === 'open') return openPage(session, declineIn(intent?.last_payment_error), apiBase)
  if (session.status === 'expired') return declineOf(intent, ref) ?? { status: 'cancelled' }
  if (session.payment_status === 'paid' && intent?.status === 'succeeded') {
    const { currency, metadata, amount_received: capturedCents } = intent
    check(
      charge,
      ref,
      { currency, attempt: metadata.attempt_id },
      { currency: 'eur', attempt: charge.attemptId },
    )
    return { status: 'succeeded', capturedCents, card: cardOf(intent.latest_charge), ref }
  }
  const decline = intent?.status === 'processing' ? undefined : declineOf(intent, ref)
  if (decline) return decline
  throw new Error(
    `attempt ${charge.attemptId}: session ${ref} is ${session.status}, ${session.payment_status}`,
  )
}

/** The id of an object that Stripe returns as an id, or whole when it was asked to expand it. */
export function idOf(named: string | { id: string } | null): string | undefined {
  return typeof named === 'string' ? named : named?.id
}

function checkIsOf(charge: Charge, session: Session): void {
  const { livemode, mode, client_reference_id: request, currency, amount_total: amount, metadata } = session
  check(
    charge,
    session.id,
    { livemode, mode, request, currency, amount, attempt: metadata?.attempt_id },
    {
      livemode: charge.mode === 'live',
      mode: 'payment',
      request: charge.requestId,
      currency: 'eur',
      amount: charge.amountCents,
      attempt: charge.attemptId,
    },
  )
}

type Facts = Record<string, string | number | boolean | null | undefined>

function check(charge: Charge, ref: string, found: Facts, expected: Facts): void {
  const wrong = Object.keys(expected).filter((name) => found[name] !== expected[name])
  if (wrong.length === 0) return
  const differences = wrong.map((name) => `${name} ${found[name]}, not ${expected[name]}`)
  throw new Error(`attempt ${charge.attemptId}: session ${ref} is another's: ${differences.join('; ')}`)
}

function openPage(session: Session, decline: Decline | undefined, apiBase: string): Outcome {
  const url = checkoutUrl(session, apiBase)
  return { status: 'challenged', url, ref: session.id, ...(decline && { decline }) }
}

/**
 * Accounts may have Checkout at a domain of their own (https://docs.stripe.com/payments/checkout/custom-domains), so any
 * https address is followed: Stripe gave it over TLS. Where tests replace Stripe's API, its pages are on that origin.
 */
function checkoutUrl({ id, url }: Session, apiBase: string): string {
  const { protocol, origin } = URL.parse(url ?? '') ?? {}
  if (url && (protocol === 'https:' || origin === apiBase)) return url
  throw new Error(`session ${id} would lead to ${origin}`)
}

/** Null until the customer has tried to pay. */
function intentOf({ id, payment_intent: intent }: Session): Stripe.PaymentIntent | null {
  if (typeof intent === 'string') throw new Error(`session ${id} came without its payment`)
  return intent
}

function declineOf(intent: Stripe.PaymentIntent | null, ref: string): Outcome | undefined {
  const error = intent?.last_payment_error
  return error
    ? { status: 'failed', code: failureOf(error), card: readCard(error.payment_method), ref }
    : undefined
}

function cardOf(charge: Stripe.PaymentIntent['latest_charge']): Card | null {
  return typeof charge === 'object' ? readCard(charge?.payment_method_details) : null
}
