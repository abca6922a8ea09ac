/** A refund that was begun here: what we ask of the gateway, and what it answers. */
import type { KnownCharge } from './gateway.ts'
import type { RefundFailure, RefundStatus } from './movement.ts'

/** In cents. */
export const minRefundCents = 10
/** After the payment. Later, no gateway promises a refund. */
export const mostRefundDays = 365

export interface Refund {
  /** Our id, and the idempotency key at the gateway: it gives money back at most once for this id. */
  refundId: string
  /** Integer cents, in EUR: at most what is left of the charge. */
  amountCents: number
  charge: KnownCharge
}

/** `failure`: why a refund has `failed`, if the gateway says so. */
export interface RefundOutcome {
  status: RefundStatus
  ref: string | null
  failure?: RefundFailure | undefined
}
