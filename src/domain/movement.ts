/** What happens to a captured charge afterwards, in our words: refunds and disputes, as any gateway tells them. */
import type { Mode } from './words.ts'

/** `pending`: taken, and its end is not known yet. */
export type RefundStatus = 'succeeded' | 'pending' | 'failed'

export const movementKinds = ['refund', 'dispute'] as const
export type MovementKind = (typeof movementKinds)[number]

/** Something that happened to a captured charge afterwards, whoever began it: here, at the gateway or at a bank. */
export type Movement = GatewayRefund | GatewayDispute

interface OfCharge {
  /** The gateway's own name for it. */
  ref: string
  amountCents: number
  currency: string
  /** ISO 8601, UTC. */
  madeAt: string
  /** What the gateway knows of the charge: whoever records the movement compares it with our own books. */
  charge: { attemptId: string; merchantId: string; mode: Mode; capturedCents: number }
}

export interface GatewayRefund extends OfCharge {
  kind: 'refund'
  /** Ours, of a refund that we have asked for; null when it was begun elsewhere. */
  refundId: string | null
  status: RefundStatus
}

/** A customer's bank takes the money back, or announces it. */
export interface GatewayDispute extends OfCharge {
  kind: 'dispute'
  status: DisputeStatus
  reason: DisputeReason
  /** ISO 8601, UTC; null when no answer is awaited. */
  answerBy: string | null
  /** The gateway's page where the merchant answers; null when it has none. */
  answerUrl: string | null
}

/** `closed`: an inquiry that ended without consequence. */
export type DisputeStatus = 'open' | 'won' | 'lost' | 'closed'

/** Why the customer contests, as their bank says it; a catalogue text bears each name. */
export const disputeReasons = [
  'fraudulent',
  'unrecognized',
  'duplicate',
  'not_received',
  'not_as_described',
  'credit_not_processed',
  'subscription_cancelled',
  'other',
] as const
export type DisputeReason = (typeof disputeReasons)[number]

export interface MovementSearch {
  merchantId: string
  kind: MovementKind
  /** Made since then: ISO 8601, UTC. */
  since: string
  /** The `next` of the page before. */
  page: string | undefined
}

/** Newest first; `next` begins the page that follows. */
export interface MovementPage {
  movements: Movement[]
  next: string | undefined
}
