/** Refunds and disputes of a captured charge, in our words, the same for every gateway. */
import type { Mode } from './words.ts'

/** `pending`: the gateway has accepted the refund, and its result is not known yet. */
export type RefundStatus = 'succeeded' | 'pending' | 'failed'

/**
 * Why a gateway gave nothing back. `other_account`: the keys that are saved, if any, are not those of the account that
 * took the payment. `returned`: the customer's bank did not take the money. `not_taken`: the gateway never heard of
 * the refund. Each catalogue has a sentence for each.
 */
export const refundFailures = [
  'balance_insufficient',
  'already_refunded',
  'partly_refunded',
  'disputed',
  'too_old',
  'not_allowed',
  'other_account',
  'returned',
  'cancelled',
  'not_taken',
  'other',
] as const
export type RefundFailure = (typeof refundFailures)[number]

export const movementKinds = ['refund', 'dispute'] as const
export type MovementKind = (typeof movementKinds)[number]

/** A refund or a dispute, whoever started it: here, at the gateway or at a bank. */
export type Movement = GatewayRefund | GatewayDispute

interface OfCharge {
  /** The gateway's own id for it. */
  ref: string
  amountCents: number
  currency: string
  /** ISO 8601, UTC. */
  madeAt: string
  /** What the gateway knows of the charge. Whoever records the movement compares it with our rows. */
  charge: { attemptId: string; merchantId: string; mode: Mode; capturedCents: number }
}

export interface GatewayRefund extends OfCharge {
  kind: 'refund'
  /** Our id of a refund that we asked for; null when it was started elsewhere. */
  refundId: string | null
  status: RefundStatus
  failure?: RefundFailure | undefined
}

/** The customer's bank takes the money back, or announces that it may. */
export interface GatewayDispute extends OfCharge {
  kind: 'dispute'
  status: DisputeStatus
  /** False for a bank's inquiry: it takes no money unless it becomes a dispute. */
  takesMoney: boolean
  reason: DisputeReason
  /** Until when the merchant must answer, ISO 8601 in UTC; null when no answer is expected. */
  answerBy: string | null
  /** The gateway's page where the merchant answers; null when there is none. */
  answerUrl: string | null
}

/** `closed`: an inquiry that ended without taking money. */
export type DisputeStatus = 'open' | 'won' | 'lost' | 'closed'

/** Why the customer contests the payment, as their bank says. Each catalogue has a sentence for each. */
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
  /** Only movements made since then: ISO 8601, UTC. */
  since: string
  /** The `next` of the previous page. */
  page: string | undefined
}

/** Newest first. `next` identifies the following page. */
export interface MovementPage {
  movements: Movement[]
  next: string | undefined
}
