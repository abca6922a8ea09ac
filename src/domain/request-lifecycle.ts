/**
 * What may follow what, for requests and attempts. This is the only place that knows; stores turn it into conditional
 * updates.
 */

export type Status = 'pending' | 'paid' | 'cancelled' | 'expired' | 'settled_otherwise'

/** How a request ends without a payment. Money that comes all the same makes it paid. */
export type UnpaidEnd = Exclude<Status, 'pending' | 'paid'>
export type Actor = 'merchant' | 'customer' | 'system'

export const changes = {
  settle: { from: ['pending'], to: 'paid' },
  settleLate: { from: ['cancelled', 'expired', 'settled_otherwise'], to: 'paid' },
  cancel: { from: ['pending'], to: 'cancelled' },
  expire: { from: ['pending'], to: 'expired' },
  settleOtherwise: { from: ['pending'], to: 'settled_otherwise' },
  reopen: { from: ['settled_otherwise'], to: 'pending' },
  /** A later date. */
  extend: { from: ['pending', 'expired'], to: 'pending' },
} as const satisfies Record<string, { from: readonly Status[]; to: Status }>

/**
 * A request can be paid at most so many days from today, or from the later day on which it is sent, which is at most so
 * many days from today too. The schema checks the merchants' usual number of days.
 */
export const mostDays = 90

export type AttemptStatus = 'started' | 'challenged' | 'unknown' | 'succeeded' | 'failed' | 'abandoned'

/** An attempt that may still take money. No other attempt may be started meanwhile. */
export const liveAttempts = ['started', 'challenged', 'unknown'] as const satisfies AttemptStatus[]

/** The gateway has not said yet whether money moved: the request cannot be cancelled, nor paid by another attempt. */
export const attemptsInFlight = ['started', 'unknown'] as const satisfies AttemptStatus[]

export type FailureCode =
  /** The gateway refused the merchant's key: no card was asked, and another try ends in the same way. */
  | 'key_refused'
  | 'processing_error'
  | 'card_declined'
  | 'insufficient_funds'
  | '3ds_declined'
  | 'incorrect_number'
  | 'fraud_suspected'
  | 'aborted'
  | 'timeout'

/**
 * What the merchant reads: the stored status, refined by disputes, refunds and late payment. The generated column
 * `payment_requests.label` holds the same, so change both together (docs/search.md).
 */
export const labels = [
  'pending',
  'paid',
  'cancelled',
  'expired',
  'settled_otherwise',
  'partially_refunded',
  'refunded',
  'disputed',
  'dispute_lost',
  'paid_after_cancelled',
  'paid_after_expired',
  'paid_after_settled_otherwise',
] as const

export type Label = (typeof labels)[number]

/** The order matters: a dispute that awaits an answer comes first, then a lost one, then refunds. */
export function labelOf(request: {
  status: Status
  amount_cents: number
  refunded_cents: number
  disputed_cents: number
  lost_cents: number
  paid_after: UnpaidEnd | null
}): Label {
  if (request.status !== 'paid') return request.status
  if (request.disputed_cents > 0) return 'disputed'
  if (request.lost_cents > 0) return 'dispute_lost'
  if (request.refunded_cents >= request.amount_cents) return 'refunded'
  if (request.refunded_cents > 0) return 'partially_refunded'
  return request.paid_after ? `paid_after_${request.paid_after}` : 'paid'
}
