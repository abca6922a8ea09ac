/** SQL of the list: a page of it, and what its head sums up. */
import { type SelectQueryBuilder, sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { Database } from '../db/schema.ts'
import type { ListFilter } from '../domain/list-filter.ts'
import type { Mode } from '../domain/words.ts'
import { meetsFilter } from './filter-store.ts'
import { type Cursor, findRequests, isAfter } from './find-store.ts'
import { selectRequests } from './store.ts'

type WithRequests = Database & { r: Database['payment_requests'] }

/** Those of them that are the merchant's, newest first. */
export async function listRequests(db: Db, merchantId: string, ids: string[]) {
  if (ids.length === 0) return []
  return selectRequests(db, merchantId)
    .select(exactInstant.as('created_at_text'))
    .where('r.id', 'in', ids)
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
    .execute()
}

/**
 * What a query selects of requests, for those of one page of a merchant's list, newest first. The instant goes as
 * PostgreSQL's text: a JavaScript `Date` would lose its microseconds.
 */
export function onPage<Columns>(
  requests: SelectQueryBuilder<WithRequests, 'r', Columns>,
  merchantId: string,
  mode: Mode,
  filter: ListFilter,
  after: Cursor | undefined,
  size: number,
) {
  return requests
    .select(exactInstant.as('created_at_text'))
    .where('r.merchant_id', '=', merchantId)
    .where('r.mode', '=', mode)
    .where((eb) => meetsFilter(eb, { merchantId, mode }, filter))
    .where(isAfter('r.created_at', 'r.id', after))
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(size)
}

const exactInstant = sql<string>`to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** How many that meet the filter were made after the cursor's; 100: more. */
export async function countNewer(
  db: Db,
  merchantId: string,
  mode: Mode,
  filter: ListFilter,
  { createdAt, id }: Cursor,
): Promise<number> {
  const newer = db
    .selectFrom('payment_requests as r')
    .select('r.id')
    .where('r.merchant_id', '=', merchantId)
    .where('r.mode', '=', mode)
    .where((eb) =>
      eb(eb.refTuple('r.created_at', 'r.id'), '>', eb.tuple(sql<Date>`${createdAt}::timestamptz`, id)),
    )
    .where((eb) => meetsFilter(eb, { merchantId, mode }, filter))
    .limit(100)
  const { count } = await db
    .selectFrom(newer.as('newer'))
    .select(sql<number>`count(*)::integer`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** How many the merchant has to look at; the page says "more than 99" beyond that. */
export async function countAttention(db: Db, merchantId: string, mode: Mode): Promise<number> {
  const { found } = await findRequests(db, merchantId, mode, { status: 'attention' }, undefined, {
    enough: 100,
    most: 100,
  })
  return found.length
}
