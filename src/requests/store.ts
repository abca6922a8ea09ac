/** All SQL of requests and their history. Every query of a merchant's takes the merchant. */
import { type AliasableExpression, type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import type { Database, EventKind, Mode } from '../db/schema.ts'
import { newId, newToken } from '../ids.ts'
import { type Actor, type Change, changes, type FailureCode, liveAttempts, type Status } from './lifecycle.ts'

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
  'r.own_mail',
  'r.language',
  'r.description',
  'r.reference',
  'r.expires_at',
  'r.paid_at',
  'r.paid_after',
  'r.created_at',
] as const

type WithRequest = ExpressionBuilder<Database & { r: Database['payment_requests'] }, 'r'>

/** Past its date a request reads as expired whether or not the sweep has run, unless money may be on its way. */
export function currentStatus(eb: WithRequest): AliasableExpression<Status> {
  return eb
    .case()
    .when(eb.and([eb('r.status', '=', 'pending'), eb('r.expires_at', '<=', sql<Date>`now()`), eb.not(hasLiveAttempt(eb))]))
    .then(sql<Status>`'expired'`)
    .else(eb.ref('r.status'))
    .end()
}

function hasLiveAttempt(eb: WithRequest): Expression<SqlBool> {
  return eb.exists(
    eb
      .selectFrom('attempts as a')
      .select('a.id')
      .whereRef('a.request_id', '=', 'r.id')
      .where('a.status', 'in', liveAttempts),
  )
}

export function refundedCents(eb: WithRequest): AliasableExpression<number> {
  return eb
    .selectFrom('refunds as f')
    .select(sql<number>`coalesce(sum(f.amount_cents), 0)::integer`.as('sum'))
    .whereRef('f.request_id', '=', 'r.id')
    .where('f.status', '=', 'succeeded')
    .$asScalar()
    .$notNull()
}

function selectRequests(db: Db, merchantId: string) {
  return db
    .selectFrom('payment_requests as r')
    .select(columns)
    .select((eb) => [currentStatus(eb).as('status'), refundedCents(eb).as('refunded_cents')])
    .where('r.merchant_id', '=', merchantId)
}

export function findRequest(db: Db, merchantId: string, id: string) {
  return selectRequests(db, merchantId).where('r.id', '=', id).executeTakeFirst()
}

export function findRequestByKey(db: Db, merchantId: string, idempotencyKey: string) {
  return selectRequests(db, merchantId).where('r.idempotency_key', '=', idempotencyKey).executeTakeFirst()
}

/** Where a page of the list ends; the next one begins after it. */
export interface Cursor {
  createdAt: string
  id: string
}

/** Newest first. The instant goes as PostgreSQL's text: a JavaScript `Date` would lose its microseconds. */
export function listRequests(db: Db, merchantId: string, mode: Mode, after: Cursor | undefined, size: number) {
  return selectRequests(db, merchantId)
    .select(sql<string>`r.created_at::text`.as('created_at_text'))
    .where('r.mode', '=', mode)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('r.created_at', 'r.id'),
          '<',
          eb.tuple(sql<Date>`${after!.createdAt}::timestamptz`, after!.id),
        ),
      ),
    )
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(size)
    .execute()
}

/** Integer cents: what customers still owe, and what was paid since the first of the month in Paris. */
export async function sumRequests(db: Db, merchantId: string, mode: Mode) {
  const requests = db.selectFrom('payment_requests').where('merchant_id', '=', merchantId).where('mode', '=', mode)
  const sum = sql<string>`coalesce(sum(amount_cents), 0)`
  const [pending, paid] = await Promise.all([
    requests
      .select(sum.as('cents'))
      .where('status', '=', 'pending')
      .where('expires_at', '>', sql<Date>`now()`)
      .executeTakeFirstOrThrow(),
    requests
      .select(sum.as('cents'))
      .where('status', '=', 'paid')
      .where('paid_at', '>=', sql<Date>`date_trunc('month', now(), 'Europe/Paris')`)
      .executeTakeFirstOrThrow(),
  ])
  return { pending_cents: Number(pending.cents), paid_cents: Number(paid.cents) }
}

type NewRequest = Pick<
  Database['payment_requests'],
  'mode' | 'amount_cents' | 'channel' | 'email' | 'phone' | 'language' | 'description' | 'reference' | 'expires_on' | 'idempotency_key' | 'created_by'
> & { own_mail: boolean }

/** Undefined when a request was already made under this idempotency key. */
export function insertRequest(trx: Trx, merchantId: string, request: NewRequest) {
  return trx
    .insertInto('payment_requests')
    .values({ ...request, id: newId('pay'), token: newToken(), merchant_id: merchantId })
    .onConflict((conflict) => conflict.columns(['merchant_id', 'idempotency_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
}

/**
 * Takes the request's row lock: whatever changes a request or its attempts takes it first, and so
 * pay, cancel, expire and settle come one after the other. Its stored status, with what is live.
 */
export async function lockRequest(trx: Trx, id: string) {
  const request = await trx
    .selectFrom('payment_requests')
    .select(['id', 'merchant_id', 'status', 'amount_cents', sql<boolean>`expires_at <= now()`.as('is_past_date')])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!request) return undefined
  // A statement of its own: after waiting for the lock, the one above still sees attempts as they were before.
  const live = await trx
    .selectFrom('attempts')
    .select(['id', 'status'])
    .where('request_id', '=', id)
    .where('status', 'in', liveAttempts)
    .executeTakeFirst()
  return { ...request, live }
}

/** Undefined when its status no longer allows the change. */
export function changeStatus(trx: Trx, id: string, change: Change) {
  const { from, to } = changes[change]
  return trx
    .updateTable('payment_requests')
    .set({ status: to })
    .$if(to === 'paid', (query) => query.set({ paid_at: sql<Date>`now()` }))
    .$if(change === 'settleLate', (query) =>
      query.set({ paid_after: sql<'cancelled' | 'expired'>`status` }),
    )
    .where('id', '=', id)
    .where('status', 'in', from)
    .returning('id')
    .executeTakeFirst()
}

/** Pending, past their date, and no money on its way. */
export function findRequestsToExpire(db: Db, most: number) {
  return db
    .selectFrom('payment_requests as r')
    .select('r.id')
    .where('r.status', '=', 'pending')
    .where('r.expires_at', '<=', sql<Date>`now()`)
    .where((eb) => eb.not(hasLiveAttempt(eb)))
    .orderBy('r.expires_at')
    .limit(most)
    .execute()
}

export interface NewEvent {
  kind: EventKind
  actor: Actor
  before: Status | null
  after: Status
  userId?: string | undefined
  attemptId?: string
  messageId?: string
  failureCode?: FailureCode
}

export async function addEvent(trx: Trx, requestId: string, event: NewEvent): Promise<void> {
  await trx
    .insertInto('request_events')
    .values({
      request_id: requestId,
      kind: event.kind,
      actor: event.actor,
      user_id: event.userId ?? null,
      status_before: event.before,
      status_after: event.after,
      attempt_id: event.attemptId ?? null,
      message_id: event.messageId ?? null,
      failure_code: event.failureCode ?? null,
    })
    .execute()
}

/** Newest first. The history itself names no address: it is read from the message, which can be erased. */
export function listEvents(db: Db, merchantId: string, id: string) {
  return db
    .selectFrom('request_events as e')
    .innerJoin('payment_requests as r', 'r.id', 'e.request_id')
    .leftJoin('messages as m', 'm.id', 'e.message_id')
    .select(['e.kind', 'e.actor', 'e.status_after', 'e.failure_code', 'e.created_at', 'm.channel', 'm.recipient'])
    .where('r.merchant_id', '=', merchantId)
    .where('r.id', '=', id)
    .orderBy('e.id', 'desc')
    .execute()
}
