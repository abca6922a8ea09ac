/** SQL of the list: a page of it, and what its head sums up. */
import { type SelectQueryBuilder, sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { Database, Mode } from '../db/schema.ts'
import { meetsFilter } from './filter-store.ts'
import type { ListFilter } from './list-filter.ts'
import { selectRequests } from './store.ts'

type WithRequests = Database & { r: Database['payment_requests'] }

/** Where a page of the list ends; the next one begins after it. */
export interface Cursor {
  createdAt: string
  id: string
}

export function listRequests(
  db: Db,
  merchantId: string,
  mode: Mode,
  filter: ListFilter,
  after: Cursor | undefined,
  size: number,
) {
  return onPage(selectRequests(db, merchantId), mode, filter, after, size).execute()
}

/**
 * What a query selects of a merchant's requests, for those of one page, newest first. The instant goes as PostgreSQL's
 * text: a JavaScript `Date` would lose its microseconds.
 */
export function onPage<Columns>(
  requests: SelectQueryBuilder<WithRequests, 'r', Columns>,
  mode: Mode,
  filter: ListFilter,
  after: Cursor | undefined,
  size: number,
) {
  return requests
    .select(
      sql<string>`to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as(
        'created_at_text',
      ),
    )
    .where('r.mode', '=', mode)
    .where((eb) => meetsFilter(eb, filter))
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
}

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

/** Integer cents: what customers still owe, and what was paid since the first of the month in Paris. */
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
