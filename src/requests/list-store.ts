/** SQL of the list: the rows of a page, new requests, and how many need attention. */
import { type SelectQueryBuilder, sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { prepare } from '../db/prepare.ts'
import type { Database } from '../db/schema.ts'
import type { ListFilter } from '../domain/list-filter.ts'
import type { Mode } from '../domain/words.ts'
import { meetsFilter } from './filter-store.ts'
import { type Cursor, exactInstant, isAfter } from './find-store.ts'
import { selectRequests } from './store.ts'

type WithRequests = Database & { r: Database['payment_requests'] }

export const pageSize = 25

/** The newest requests in this mode, after the cursor: those of a page, and one more if there is another page. */
export function listNewest(db: Db, merchantId: string, mode: Mode, after = beforeAll) {
  return selectPage(db, { merchantId, mode, ...after })
}

/** A cursor newer than any request. */
const beforeAll: Cursor = { at: 'infinity', id: '' }

const selectPage = prepare(({ merchantId, mode, at, id }: Cursor & { merchantId: string; mode: Mode }, db) =>
  selectRequests(db, merchantId)
    .select(exactInstant('r.created_at').as('at'))
    .where('r.mode', '=', mode)
    .where(isAfter('r.created_at', 'r.id', { at, id }))
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
    // A page and one more, as text: with a limit it does not know, PostgreSQL would plan the query each time.
    .limit((eb) => eb.lit(pageSize + 1)),
)

/** Those of the requests that belong to the merchant, newest first. */
export async function listRequests(db: Db, merchantId: string, ids: string[]) {
  if (ids.length === 0) return []
  return selectRequests(db, merchantId)
    .select(exactInstant('r.created_at').as('at'))
    .where('r.id', 'in', ids)
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
    .execute()
}

/** Limits a query of `payment_requests as r` to one page of a merchant's list, newest first. */
export function onPage<Columns>(
  requests: SelectQueryBuilder<WithRequests, 'r', Columns>,
  merchantId: string,
  mode: Mode,
  filter: ListFilter,
  after: Cursor | undefined,
  size: number,
) {
  return requests
    .select(exactInstant('r.created_at').as('at'))
    .where('r.merchant_id', '=', merchantId)
    .where('r.mode', '=', mode)
    .where((eb) => meetsFilter(eb, { merchantId, mode }, filter))
    .where(isAfter('r.created_at', 'r.id', after))
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(size)
}

/** How many requests that meet the filter were created after the cursor. 100 means 100 or more. */
export async function countNewer(
  db: Db,
  merchantId: string,
  mode: Mode,
  filter: ListFilter,
  { at, id }: Cursor,
): Promise<number> {
  const newer = db
    .selectFrom('payment_requests as r')
    .select('r.id')
    .where('r.merchant_id', '=', merchantId)
    .where('r.mode', '=', mode)
    .where((eb) => eb(eb.refTuple('r.created_at', 'r.id'), '>', eb.tuple(sql<Date>`${at}::timestamptz`, id)))
    .where((eb) => meetsFilter(eb, { merchantId, mode }, filter))
    .limit(100)
  const { count } = await db
    .selectFrom(newer.as('newer'))
    .select(sql<number>`count(*)::integer`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}
