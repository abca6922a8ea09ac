import type { Db } from '../../db/connect.ts'
import type { ListFilter } from '../../domain/list-filter.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import { type Cursor, findRequests } from '../../requests/find-store.ts'
import { countAttention, listRequests } from '../../requests/list-store.ts'
import { sumRequests } from '../../requests/tally-store.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { nameList, writeSeen } from './seen.ts'

const pageSize = 25
const mostCounted = 1001
/** Where the exact count is unknown, the page says that there are more than one of these. */
const roundCounts = [1000, 500, 200, 100, 50]
/** A cursor older than any request. */
const dawn = { at: '1970-01-01T00:00:00.000000Z', id: `pay_${'0'.repeat(22)}` }

/**
 * The values of the list. `after` is the cursor of an earlier page; with a cursor we did not make, it is the first
 * page.
 */
export async function describeList(db: Db, merchant: SignedIn, filter: ListFilter, after?: string) {
  const cursor = after === undefined ? undefined : readCursor(after)
  const [head, { rows, isAll, counted }] = await Promise.all([
    describeHead(db, merchant),
    listPage(db, merchant, filter, cursor),
  ])
  return {
    ...head,
    rows,
    counted,
    next: isAll ? undefined : writeCursor(rows.at(-1)!),
    isFirstPage: cursor === undefined,
    watch: {
      list: nameList(merchant),
      seen: writeSeen(rows),
      // New requests appear on the first page only.
      since: cursor ? '' : writeCursor(rows[0] ?? dawn),
      offered: 0,
    },
  }
}

async function listPage(db: Db, { id, mode }: SignedIn, filter: ListFilter, cursor: Cursor | undefined) {
  const find = (after: Cursor | undefined, most: number) =>
    findRequests(db, id, mode, filter, after, { enough: pageSize + 1, most })
  const isFiltered = Object.values(filter).some((one) => one !== undefined)
  const all = isFiltered ? await find(undefined, mostCounted) : undefined
  const { found, isAll } = cursor || !all ? await find(cursor, pageSize) : all
  const ids = found.slice(0, pageSize).map((one) => one.id)
  const rows = await listRequests(db, id, ids)
  return { rows, isAll: isAll && found.length <= pageSize, counted: all && countFound(all) }
}

/**
 * The count and the sum in integer cents. With `isMore`, `requests` is a round number, and there are more than that.
 */
function countFound({ found, isAll }: Awaited<ReturnType<typeof findRequests>>) {
  const cents = found.reduce((sum, { amount_cents }) => sum + amount_cents, 0)
  if (isAll) return { requests: found.length, cents, isMore: false }
  const requests = roundCounts.find((count) => count < found.length) ?? pageSize
  return { requests, cents, isMore: true }
}

/** The values above every list: sums in integer cents, and how many requests need attention (100: 100 or more). */
export async function describeHead(db: Db, { id, mode }: SignedIn) {
  const [totals, attention] = await Promise.all([sumRequests(db, id, mode), countAttention(db, id, mode)])
  return { totals, attention, now: new Date() }
}
