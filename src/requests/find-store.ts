/**
 * SQL that finds the requests of a filter, fast even among a million. Everything, a status and a period are read
 * newest first from an index. Words are first looked for among the newest requests: common ones are found there at
 * once, and rare ones are then read from the index of words. docs/search.md explains it.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { ListFilter } from '../domain/list-filter.ts'
import type { Mode } from '../domain/words.ts'
import { isWithinPeriod, type List, searchOf, standings } from './filter-store.ts'

/**
 * Where a page of the list ends; the next page begins after it. `at` is PostgreSQL's text, to the microsecond.
 */
export interface Cursor {
  at: string
  id: string
}

interface Found {
  id: string
  amount_cents: number
}

interface Matching {
  request_id: string
  created_at: Date
}

/** How many of the newest requests are searched for words. A word in one of eighty requests fills a page of 25. */
const nearby = 2000

/**
 * The newest requests of the filter, at most `most`. `isAll` says whether there are no others. For a common word
 * fewer than `most` may be returned, but at least `enough`, with `isAll: false`. The conditions are those of
 * `meetsFilter`: change both together.
 */
export async function findRequests(
  db: Db,
  merchantId: string,
  mode: Mode,
  filter: ListFilter,
  after: Cursor | undefined,
  { enough, most }: { enough: number; most: number },
): Promise<{ found: Found[]; isAll: boolean }> {
  const list = { merchantId, mode }
  const hasWords = filter.search !== undefined || filter.channel !== undefined
  if (!hasWords) return cut(await selectNewest(db, list, filter, after, most + 1).execute(), most)
  const near = await searchNearby(db, list, filter, after).execute()
  const isAll = near[0]?.is_all ?? false
  if (isAll || near.length >= enough)
    return { found: near.slice(0, most), isAll: isAll && near.length <= most }
  return cut(await searchAll(db, list, filter, after, most + 1).execute(), most)
}

const cut = (found: Found[], most: number) => ({ found: found.slice(0, most), isAll: found.length <= most })

/** The newest requests of a status and a period: one index for each way to have the status, then merged. */
export function selectNewest(
  db: Db,
  { merchantId, mode }: List,
  filter: ListFilter,
  after: Cursor | undefined,
  most: number,
) {
  const [first, ...others] = standings(filter).map((isIt) => {
    const newest = db
      .selectFrom('payment_requests as r')
      .select(['r.id', 'r.created_at', 'r.amount_cents'])
      .where('r.merchant_id', '=', merchantId)
      .where('r.mode', '=', mode)
      .where((eb) => eb.and([isIt(eb), isWithinPeriod(eb, filter)]))
      .where(isAfter('r.created_at', 'r.id', after))
      .orderBy('r.created_at', 'desc')
      .orderBy('r.id', 'desc')
      .limit(most)
    return db.selectFrom(newest.as('newest')).select(['id', 'created_at', 'amount_cents'])
  })
  return others
    .reduce((all, other) => all.unionAll(other), first!)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
}

/**
 * `request_terms` is read row by row, in a subquery: with a join, the planner would sometimes read the whole table
 * first.
 */
function searchNearby(db: Db, list: List, filter: ListFilter, after: Cursor | undefined) {
  const terms = sql`(select terms from request_terms where request_id = near.id)`
  return db
    .with('near', () => selectNewest(db, list, filter, after, nearby))
    .selectFrom('near')
    .select(['id', 'amount_cents', sql<boolean>`(select count(*) from near) < ${nearby}`.as('is_all')])
    .where(sql<SqlBool>`${terms} @@ ${searchOf(list, filter)}`)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
}

function searchAll(db: Db, list: List, filter: ListFilter, after: Cursor | undefined, most: number) {
  const search = sql<Matching>`search_requests(${searchOf(list, filter)})`
  const matching = db
    .selectFrom(search.as('all'))
    .select(['request_id', 'created_at'])
    .where(isAfter('created_at', 'request_id', after))
    .orderBy('created_at', 'desc')
    .orderBy('request_id', 'desc')
  return db
    .selectFrom(matching.as('s'))
    .innerJoin('payment_requests as r', 'r.id', 's.request_id')
    .select(['r.id', 'r.amount_cents'])
    .where('r.merchant_id', '=', list.merchantId)
    .where('r.mode', '=', list.mode)
    .where((eb) => eb.and([eb.or(standings(filter).map((isIt) => isIt(eb))), isWithinPeriod(eb, filter)]))
    .orderBy('s.created_at', 'desc')
    .orderBy('s.request_id', 'desc')
    .limit(most)
}

/** The instant of a cursor: PostgreSQL's text, because a JavaScript `Date` would lose its microseconds. */
export const exactInstant = (instant: string) =>
  sql<string>`to_char(${sql.ref(instant)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** A condition: the row comes after the cursor in the list, so it is older. */
export function isAfter(instant: string, id: string, after: Cursor | undefined): RawBuilder<SqlBool> {
  if (!after) return sql`true`
  return sql`(${sql.ref(instant)}, ${sql.ref(id)}) < (${after.at}::timestamptz, ${after.id})`
}
