/** Refunds through Stripe. Our refund's id is the idempotency key, and stays in the refund's metadata. */
import type Stripe from 'stripe'
import type { KnownCharge } from '../../domain/gateway.ts'
import type { RefundFailure } from '../../domain/movement.ts'
import type { Refund, RefundOutcome } from '../../domain/refund.ts'
import { ask } from './client.ts'
import { findSession } from './find-session.ts'
import { endingOf, refusalOf } from './refund-endings.ts'

/** Why the saved key can give nothing of this charge back. Throws when Stripe does not answer. */
export async function findRefundObstacle(
  stripe: Stripe,
  charge: KnownCharge,
): Promise<RefundFailure | undefined> {
  try {
    return (await findSession(stripe, charge)) ? undefined : 'other_account'
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal) return refusal
    throw error
  }
}

/** Throws when the outcome is unknown. `intentId`: the PaymentIntent of the charge. */
export async function createRefund(stripe: Stripe, refund: Refund, intentId: string): Promise<RefundOutcome> {
  const { refundId, amountCents, charge } = refund
  try {
    const created = await ask(
      stripe.refunds.create(
        {
          payment_intent: intentId,
          amount: amountCents,
          metadata: { refund_id: refundId, attempt_id: charge.attemptId, request_id: charge.requestId },
        },
        { idempotencyKey: refundId },
      ),
    )
    return readRefund(refund, created)
  } catch (error) {
    // Nothing was given back, and nothing will be.
    const failure = refusalOf(error)
    if (failure) return { status: 'failed', ref: null, failure }
    throw error
  }
}

export async function findRefund(
  stripe: Stripe,
  refund: Refund & { ref: string | null },
  findIntentId: (charge: KnownCharge) => Promise<string>,
): Promise<RefundOutcome | undefined> {
  if (refund.ref) return readRefund(refund, await ask(stripe.refunds.retrieve(refund.ref)))
  const payment_intent = await findIntentId(refund.charge)
  let after: string | undefined
  do {
    const page = await ask(
      stripe.refunds.list({ payment_intent, limit: 100, ...(after ? { starting_after: after } : {}) }),
    )
    const found = page.data.find(({ metadata }) => metadata?.refund_id === refund.refundId)
    if (found) return readRefund(refund, found)
    after = page.has_more ? page.data.at(-1)?.id : undefined
  } while (after)
  return undefined
}

function readRefund({ refundId, amountCents }: Refund, found: Stripe.Refund): RefundOutcome {
  const { id, amount, currency, metadata } = found
  if (metadata?.refund_id !== refundId || amount !== amountCents || currency !== 'eur') {
    throw new Error(`refund ${refundId}: ${id} is another's, of ${amount} ${currency}`)
  }
  return { ref: id, ...endingOf(found) }
}
