/** The rows of each table. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Charge } from '../domain/gateway.ts'
import type { ProblemStatus } from '../domain/message-lifecycle.ts'
import type { Actor, AttemptStatus, FailureCode, Label, Status } from '../domain/request-lifecycle.ts'
import type { Channel, EventKind, Language, Mode } from '../domain/words.ts'

export interface PaymentRequestTable {
  id: string
  merchant_id: string
  token: string
  mode: Mode
  amount_cents: number
  channel: Channel
  email: string | null
  phone: string | null
  own_mail: Generated<boolean>
  language: Language
  description: string
  reference: string | null
  expires_on: string
  expires_at: GeneratedAlways<Date>
  status: Generated<Status>
  paid_at: Date | null
  paid_after: 'cancelled' | 'expired' | null
  reminders_stopped: Generated<boolean>
  /** The last message to the customer did not arrive, or may not have. */
  message_problem: ProblemStatus | null
  idempotency_key: string
  /** Of the form that made it; null where it was made before forms were remembered. */
  content_hash: Generated<string | null>
  created_by: string | null
  created_at: Generated<Date>
  /** Since when nothing here says who the customer was. */
  erased_at: Generated<Date | null>
  /** Integer cents, kept by a trigger of refunds. */
  refunded_cents: Generated<number>
  /** Integer cents of open disputes, and of lost ones, kept by a trigger of disputes. */
  disputed_cents: Generated<number>
  lost_cents: Generated<number>
  /** But for the date: a pending request may have expired. */
  label: GeneratedAlways<Label>
}

/** What a request can be found by, kept by a trigger of requests. */
export interface RequestTermTable {
  request_id: string
  created_at: Date
  terms: string
}

/** Whom a merchant has asked, by address: suggested while they type. */
export interface CustomerTable {
  merchant_id: string
  mode: Mode
  channel: Channel
  address: string
  last_asked_at: Generated<Date>
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
  secret_key: Buffer
  webhook_secret: Buffer | null
  previous_webhook_secret: Buffer | null
  previous_until: Date | null
  updated_at: Generated<Date>
}

export interface RefundTable {
  id: string
  request_id: string
  amount_cents: number
  status: 'pending' | 'succeeded' | 'failed'
  idempotency_key: string | null
  gateway_ref: string | null
  /** Begun at the gateway, by the merchant or by its support, and not here. */
  is_from_gateway: Generated<boolean>
  check_at: Generated<Date>
  checks: Generated<number>
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
  created_at: Generated<Date>
}
