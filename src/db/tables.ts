/** The rows of each table. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Charge } from '../domain/gateway.ts'
import type { Reading } from '../domain/key-verdict.ts'
import type { ProblemStatus } from '../domain/message-lifecycle.ts'
import type { RefundFailure } from '../domain/movement.ts'
import type {
  Actor,
  AttemptStatus,
  FailureCode,
  Label,
  Status,
  UnpaidEnd,
} from '../domain/request-lifecycle.ts'
import type { Channel, EventKind, Language, Mode, SendBy } from '../domain/words.ts'

export interface PaymentRequestTable {
  id: string
  merchant_id: string
  token: string
  mode: Mode
  amount_cents: number
  channel: Channel
  email: string | null
  phone: string | null
  send_by: Generated<SendBy>
  language: Language
  description: string
  /** A word of the merchant's own. */
  message: string | null
  reference: string | null
  expires_on: string
  expires_at: GeneratedAlways<Date>
  status: Generated<Status>
  paid_at: Date | null
  paid_after: UnpaidEnd | null
  send_at: Date | null
  reminders_stopped: Generated<boolean>
  /** Set when the last message to the customer did not arrive, or may not have arrived. */
  message_problem: ProblemStatus | null
  idempotency_key: string
  /** Hash of the form that made the request; null for requests older than this column. */
  content_hash: Generated<string | null>
  created_by: string | null
  /** The first of the requests that are paid one after the other, and which of them this is. */
  family_id: string | null
  family_part: number | null
  created_at: Generated<Date>
  /** When the customer's address was erased. */
  erased_at: Generated<Date | null>
  /** Integer cents, kept by a trigger on `refunds`. */
  refunded_cents: Generated<number>
  /** Integer cents of open and of lost disputes, kept by a trigger on `disputes`. */
  disputed_cents: Generated<number>
  lost_cents: Generated<number>
  /**
   * Generated: the label of the stored status. It does not know the date: a row with `pending` may be past its date.
   */
  label: GeneratedAlways<Label>
}

export interface AttemptTable {
  id: string
  request_id: string
  gateway: string
  amount_cents: number
  status: AttemptStatus
  failure_code: FailureCode | null
  challenge_url: string | null
  card_brand: string | null
  card_last4: string | null
  charge: ColumnType<Charge, string, never>
  gateway_ref: string | null
  /** When to ask the gateway next, while the attempt is live. */
  check_at: Generated<Date>
  checks: Generated<number>
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

/** Encrypted: `src/providers/keys/seal.ts`. */
export interface GatewayKeyTable {
  merchant_id: string
  gateway: string
  mode: Mode
  /** Another one for each secret key that is saved. */
  key_id: Generated<string>
  secret_key: Buffer
  webhook_secret: Buffer | null
  previous_webhook_secret: Buffer | null
  previous_until: Date | null
  /** Since when the gateway refuses the key, and the right that it lacks; without one, the whole key is refused. */
  refused_since: Date | null
  refused_right: string | null
  /** When a refused key is tried again. */
  retry_at: Date | null
  /** What the key may not read. */
  unseen: Generated<Reading[]>
  updated_at: Generated<Date>
}

export interface RefundTable {
  id: string
  request_id: string
  amount_cents: number
  status: 'pending' | 'succeeded' | 'failed'
  idempotency_key: string | null
  gateway_ref: string | null
  /** Started at the gateway (by the merchant or its support), not here. */
  is_from_gateway: Generated<boolean>
  check_at: Generated<Date>
  checks: Generated<number>
  failure_reason: RefundFailure | null
  created_by: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface RequestEventTable {
  id: GeneratedAlways<string>
  request_id: string
  kind: EventKind
  actor: Actor
  user_id: string | null
  status_before: Status | null
  status_after: Status
  attempt_id: string | null
  message_id: string | null
  refund_id: string | null
  dispute_id: string | null
  failure_code: FailureCode | null
  /** The new last day to pay, of `extended`. */
  expires_on: Generated<string | null>
  created_at: Generated<Date>
}
