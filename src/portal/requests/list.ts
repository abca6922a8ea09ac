import type { Db } from '../../db/connect.ts'
import type { ListFilter } from '../../domain/list-filter.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import { type Cursor, findRequests } from '../../requests/find-store.ts'
import { findHead } from '../../requests/head-store.ts'
import { listNewest, listRequests, pageSize } from '../../requests/list-store.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { nameList, writeSeen } from './seen.ts'

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
  const isFiltered = Object.values(filter).some((one) => one !== undefined)
  if (!isFiltered) {
    const rows = await listNewest(db, id, mode, cursor)
    return { rows: rows.slice(0, pageSize), isAll: rows.length <= pageSize, counted: undefined }
  }
  const find = (after: Cursor | undefined, most: number) =>
    findRequests(db, id, mode, filter, after, { enough: pageSize + 1, most })
  const all = await find(undefined, mostCounted)
  const { found, isAll } = cursor ? (pageOf(all, cursor) ?? (await find(cursor, pageSize))) : all
  const rows = await listRequests(
    db,
    id,
    found.slice(0, pageSize).map((one) => one.id),
  )
  return { rows, isAll: isAll && found.length <= pageSize, counted: countFound(all) }
}

type FoundRequests = Awaited<ReturnType<typeof findRequests>>

/** What follows the cursor among those that were counted. Undefined when too few of them do to fill a page. */
function pageOf({ found, isAll }: FoundRequests, cursor: Cursor): FoundRequests | undefined {
  const last = found.findIndex((one) => one.id === cursor.id)
  const following = found.slice(last + 1)
  return last >= 0 && (isAll || following.length > pageSize) ? { found: following, isAll } : undefined
}

/**
 * The count and the sum in integer cents. With `isMore`, `requests` is a round number, and there are more than that.
 */
function countFound({ found, isAll }: FoundRequests) {
  const cents = found.reduce((sum, { amount_cents }) => sum + amount_cents, 0)
  if (isAll) return { requests: found.length, cents, isMore: false }
  const requests = roundCounts.find((count) => count < found.length) ?? pageSize
  return { requests, cents, isMore: true }
}

/** The values above every list. */
export async function describeHead(db: Db, { id, mode }: SignedIn) {
  const { attention, ...totals } = await findHead(db, id, mode)
  return { totals, attention, now: new Date() }
}
