/** SQL that reads requests. Each query of a merchant's requests takes the merchant's id. */
import { type AliasableExpression, type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { prepare } from '../db/prepare.ts'
import type { Database } from '../db/schema.ts'
import { liveAttempts, type Status } from '../domain/request-lifecycle.ts'

export type PaymentRequest = NonNullable<Awaited<ReturnType<typeof findRequest>>>

const columns = [
  'r.id',
  'r.merchant_id',
  'r.token',
  'r.mode',
  'r.amount_cents',
  'r.channel',
  'r.email',
  'r.phone',
  'r.send_by',
  'r.language',
  'r.description',
  'r.message',
  'r.reference',
  'r.expires_at',
  'r.paid_at',
  'r.paid_after',
  'r.created_at',
  'r.message_problem',
  'r.send_at',
  'r.family_id',
  'r.family_part',
  'r.reminders_stopped',
  'r.erased_at',
  'r.disputed_cents',
  'r.lost_cents',
] as const

export type WithRequest = ExpressionBuilder<Database & { r: Database['payment_requests'] }, 'r'>

/**
 * Past its date a pending request reads as expired, whether or not the sweep has stored that, unless it may be being
 * paid.
 */
export function currentStatus(eb: WithRequest): AliasableExpression<Status> {
  return eb.case().when(isPastDate(eb)).then(sql<Status>`'expired'`).else(eb.ref('r.status')).end()
}

/** Pending, past its date, and without a live attempt: the sweep will store it as expired. */
export function isPastDate(eb: WithRequest): Expression<SqlBool> {
  return eb.and([
    eb('r.status', '=', 'pending'),
    eb('r.expires_at', '<=', sql<Date>`now()`),
    eb.not(hasLiveAttempt(eb)),
  ])
}

/** A condition: somebody may be paying this request now. */
export function hasLiveAttempt(eb: WithRequest): Expression<SqlBool> {
  return eb.exists(
    eb
      .selectFrom('attempts as a')
      .select('a.id')
      .whereRef('a.request_id', '=', 'r.id')
      .where('a.status', 'in', liveAttempts),
  )
}

export function refundedCents(eb: WithRequest): AliasableExpression<number> {
  return eb.ref('r.refunded_cents')
}

/** When a pending request will be sent; null when it has been, or is sent by the merchant. */
const plannedFor =
  sql<Date | null>`case when r.status = 'pending' and r.send_at > now() then r.send_at end`.as('planned_for')

/** Of one of several payments: how many there are, and the integer cents that are still to pay. */
const family = sql<{ parts: number; left_cents: number } | null>`case when r.family_id is not null then (
  select json_build_object('parts', count(*), 'left_cents', coalesce(sum(f.amount_cents)
    filter (where f.status = 'pending' and f.expires_at > now()), 0))
  from payment_requests f where f.family_id = r.family_id) end`.as('family')

export function selectRequests(db: Db, merchantId: string) {
  return db
    .selectFrom('payment_requests as r')
    .select(columns)
    .select((eb) => [
      currentStatus(eb).as('status'),
      refundedCents(eb).as('refunded_cents'),
      plannedFor,
      family,
    ])
    .where('r.merchant_id', '=', merchantId)
}

/** Amounts in integer cents, instants in UTC. Undefined when the request is not this merchant's. */
export async function findRequest(db: Db, merchantId: string, id: string) {
  const [request] = await selectOne(db, { merchantId, id })
  return request
}

const selectOne = prepare(({ merchantId, id }: { merchantId: string; id: string }, db) =>
  selectRequests(db, merchantId).where('r.id', '=', id),
)

/** What a paid request was paid with. Undefined where the gateway does not say. */
export function findCard(db: Db, merchantId: string, requestId: string) {
  return db
    .selectFrom('attempts as a')
    .innerJoin('payment_requests as r', 'r.id', 'a.request_id')
    .select(['a.card_brand as brand', 'a.card_last4 as last4'])
    .where('r.merchant_id', '=', merchantId)
    .where('r.id', '=', requestId)
    .where('a.status', '=', 'succeeded')
    .where('a.card_brand', 'is not', null)
    .executeTakeFirst()
}
