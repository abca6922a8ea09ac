/** SQL that reads requests. Every query of a merchant's takes the merchant. */
import { type AliasableExpression, type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { Database, Mode } from '../db/schema.ts'
import { liveAttempts, type Status } from './lifecycle.ts'

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
  'r.message_problem',
  'r.reminders_stopped',
] as const

type WithRequest = ExpressionBuilder<Database & { r: Database['payment_requests'] }, 'r'>

/** Past its date a request reads as expired whether or not the sweep has run, unless money may be on its way. */
export function currentStatus(eb: WithRequest): AliasableExpression<Status> {
  return eb
    .case()
    .when(
      eb.and([
        eb('r.status', '=', 'pending'),
        eb('r.expires_at', '<=', sql<Date>`now()`),
        eb.not(hasLiveAttempt(eb)),
      ]),
    )
    .then(sql<Status>`'expired'`)
    .else(eb.ref('r.status'))
    .end()
}

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

export interface ListFilter {
  /** Only pending requests whose last message did not arrive, or may not have. */
  needsAttention: boolean
}

/** Newest first. The instant goes as PostgreSQL's text: a JavaScript `Date` would lose its microseconds. */
export function listRequests(
  db: Db,
  merchantId: string,
  mode: Mode,
  { needsAttention }: ListFilter,
  after: Cursor | undefined,
  size: number,
) {
  return selectRequests(db, merchantId)
    .select(sql<string>`r.created_at::text`.as('created_at_text'))
    .where('r.mode', '=', mode)
    .$if(needsAttention, (query) =>
      query.where('r.status', '=', 'pending').where('r.message_problem', 'is not', null),
    )
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
/** How many requests a customer has not been reached for; the page says "more than 99" beyond that. */
export async function countAttention(db: Db, merchantId: string, mode: Mode): Promise<number> {
  const { count } = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('payment_requests')
        .select('id')
        .where('merchant_id', '=', merchantId)
        .where('mode', '=', mode)
        .where('status', '=', 'pending')
        .where('message_problem', 'is not', null)
        .limit(100)
        .as('found'),
    )
    .select(sql<number>`count(*)::integer`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export async function sumRequests(db: Db, merchantId: string, mode: Mode) {
  const requests = db
    .selectFrom('payment_requests')
    .where('merchant_id', '=', merchantId)
    .where('mode', '=', mode)
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
