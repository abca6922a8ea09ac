/** The rows of disputes, of operations, and of looks at gateways. Refunds are in `tables.ts`. */
import type { Generated, GeneratedAlways } from 'kysely'
import type { DisputeReason, DisputeStatus, MovementKind } from '../domain/movement.ts'
import type { OperationKind } from '../domain/operation.ts'
import type { Mode } from '../domain/words.ts'

export interface DisputeTable {
  id: string
  request_id: string
  attempt_id: string
  gateway_ref: string
  amount_cents: number
  reason: DisputeReason
  status: DisputeStatus
  /** False for a bank's inquiry, which takes no money. */
  takes_money: Generated<boolean>
  answer_by: Date | null
  answer_url: string | null
  /** When the gateway was asked for this state. An answer to an earlier question does not replace it. */
  asked_at: Date
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

/** Each movement of money. Triggers write them, on the day the money moves; only their fee is learnt later. */
export interface OperationTable {
  merchant_id: string
  mode: Mode
  moved_at: Date
  id: GeneratedAlways<string>
  kind: OperationKind
  request_id: string
  /** Integer cents that the merchant gains: negative when money leaves. */
  amount_cents: number
  /** The refund or the dispute that moved it; null for a payment, and in rows older than this column. */
  movement_id: string | null
  /** Integer cents that the gateway kept; null while that is not known. */
  fee_cents: Generated<number | null>
  /** When to ask the gateway for the fee; null when it is known, or is not asked for any more. */
  fee_check_at: Generated<Date | null>
  fee_checks: Generated<number>
}

/** How far a gateway was asked what happened to an account (docs/payments.md, "What an account does by itself"). */
export interface GatewayLookTable {
  merchant_id: string
  mode: Mode
  gateway: string
  kind: MovementKind
  /** Everything made before is known here, and has ended. */
  since: Generated<Date>
  /**
   * About the look under way: when it began, where its next page begins, and when the oldest movement that may still
   * change was made.
   */
  begun_at: Date | null
  page: string | null
  unfinished_since: Date | null
  /** When the last complete look began. */
  looked_at: Date | null
  next_at: Generated<Date>
}
