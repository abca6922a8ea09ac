/** The rows of what gateways say happened to payments afterwards. Refunds have theirs beside the requests'. */
import type { Generated } from 'kysely'
import type { DisputeReason, DisputeStatus, MovementKind } from '../domain/movement.ts'
import type { Mode } from '../domain/words.ts'

export interface DisputeTable {
  id: string
  request_id: string
  attempt_id: string
  gateway_ref: string
  amount_cents: number
  reason: DisputeReason
  status: DisputeStatus
  answer_by: Date | null
  answer_url: string | null
  /** When the gateway was asked for what the row says: an answer to an earlier question does not replace it. */
  asked_at: Date
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

/** Up to where a gateway was asked what an account did by itself. */
export interface GatewayLookTable {
  merchant_id: string
  mode: Mode
  gateway: string
  kind: MovementKind
  /** What was made before is known here, and has ended. */
  since: Generated<Date>
  /** Of the look under way: when it began, where its next page begins, the oldest movement that may still change. */
  begun_at: Date | null
  page: string | null
  unfinished_since: Date | null
  /** When the last whole look began. */
  looked_at: Date | null
  next_at: Generated<Date>
}
