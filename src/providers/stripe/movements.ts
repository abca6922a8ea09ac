/** Reads refunds and disputes of an account at Stripe, whoever started them. */
import type Stripe from 'stripe'
import type {
  DisputeReason,
  DisputeStatus,
  Movement,
  MovementKind,
  MovementPage,
  MovementSearch,
} from '../../domain/movement.ts'
import { ask, isAbout } from './client.ts'
import { endingOf } from './refund-endings.ts'

/**
 * By the date of creation, newest first: https://docs.stripe.com/api/refunds/list,
 * https://docs.stripe.com/api/disputes/list
 */
export async function listMovements(
  stripe: Stripe,
  { kind, since, page: after }: MovementSearch,
): Promise<MovementPage> {
  const created = { gte: Math.floor(Date.parse(since) / 1000) }
  const place = { created, expand: ['data.payment_intent'], ...(after ? { starting_after: after } : {}) }
  const page =
    kind === 'refund'
      ? await ask(stripe.refunds.list({ ...place, limit: 100 }))
      : // With its evidence one dispute may be as long as a hundred refunds.
        await ask(stripe.disputes.list({ ...place, limit: 10 }))
  const movements: Movement[] = []
  for (const found of page.data) {
    const movement = await read(stripe, found)
    if (movement) movements.push(movement)
  }
  return { movements, next: page.has_more ? page.data.at(-1)?.id : undefined }
}

/** Undefined when Stripe does not know it, or it belongs to no charge of ours. */
export async function findMovement(
  stripe: Stripe,
  kind: MovementKind,
  ref: string,
): Promise<Movement | undefined> {
  const expand = ['payment_intent']
  try {
    const found = await ask<Found>(
      kind === 'refund'
        ? stripe.refunds.retrieve(ref, { expand })
        : stripe.disputes.retrieve(ref, { expand }),
    )
    return await read(stripe, found)
  } catch (error) {
    if (isAbout(error, 404)) return undefined
    throw error
  }
}

type Found = Stripe.Refund | Stripe.Dispute

async function read(stripe: Stripe, found: Found): Promise<Movement | undefined> {
  const intent = await findIntent(stripe, found.payment_intent)
  const { attempt_id: attemptId, merchant_id: merchantId } = intent?.metadata ?? {}
  if (!intent || !attemptId || !merchantId) return undefined
  const common = {
    ref: found.id,
    amountCents: found.amount,
    currency: found.currency,
    madeAt: isoOf(found.created),
    charge: {
      attemptId,
      merchantId,
      mode: intent.livemode ? ('live' as const) : ('test' as const),
      capturedCents: intent.amount_received,
    },
  }
  return found.object === 'refund'
    ? { ...common, kind: 'refund', refundId: found.metadata?.refund_id ?? null, ...endingOf(found) }
    : { ...common, kind: 'dispute', ...stateOf(found) }
}

/** The whole PaymentIntent. The id of our attempt is on it, and not on objects made from it later. */
async function findIntent(
  stripe: Stripe,
  named: string | Stripe.PaymentIntent | null,
): Promise<Stripe.PaymentIntent | undefined> {
  if (typeof named === 'string') return ask(stripe.paymentIntents.retrieve(named))
  return named ?? undefined
}

const ends: Record<string, DisputeStatus> = {
  won: 'won',
  lost: 'lost',
  warning_closed: 'closed',
  prevented: 'closed',
}

const reasons: Record<string, DisputeReason> = {
  fraudulent: 'fraudulent',
  unrecognized: 'unrecognized',
  duplicate: 'duplicate',
  product_not_received: 'not_received',
  product_unacceptable: 'not_as_described',
  credit_not_processed: 'credit_not_processed',
  subscription_canceled: 'subscription_cancelled',
}

/** https://docs.stripe.com/disputes/how-disputes-work */
function stateOf({ id, livemode, status, reason, evidence_details }: Stripe.Dispute) {
  const isAwaited = status.endsWith('needs_response') && Boolean(evidence_details?.due_by)
  return {
    status: ends[status] ?? 'open',
    takesMoney: !status.startsWith('warning_') && status !== 'prevented',
    reason: reasons[reason] ?? 'other',
    answerBy: isAwaited ? isoOf(evidence_details.due_by!) : null,
    answerUrl: `https://dashboard.stripe.com/${livemode ? '' : 'test/'}disputes/${id}`,
  }
}

const isoOf = (seconds: number) => new Date(seconds * 1000).toISOString()
