/** Refunds through Stripe. Our refund's id is the idempotency key, and stays in the refund's metadata. */
import type Stripe from 'stripe'
import type { KnownCharge, Refund, RefundOutcome } from '../../domain/gateway.ts'
import { ask, isRefusal } from './client.ts'
import { endOf } from './movements.ts'

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
    // Refused: more than is left, too late, or disputed. Nothing was given back, and nothing will be.
    if (isRefusal(error)) return { status: 'failed', ref: null }
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
  return { status: endOf(found), ref: id }
}
