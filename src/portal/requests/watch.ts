import { z } from 'zod'
import type { Db } from '../../db/connect.ts'
import type { ListFilter } from '../../domain/list-filter.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import { countNewer, listRequests } from '../../requests/list-store.ts'
import { readCursor } from './cursor.ts'
import { describeHead } from './list.ts'
import { nameList, readSeen, versionOf, writeSeen } from './seen.ts'

const typed = z.string().default('')
/** Sent by a page of the list. `offered`: the number of new requests that the page already offers to show. */
const watch = z.object({ list: typed, seen: typed, since: typed, offered: typed })

export const readWatch = (query: unknown) => watch.parse(query)

/**
 * What the page does not show yet. Undefined when there is nothing new, or when another merchant or mode was chosen.
 */
export async function describeChanges(
  db: Db,
  merchant: SignedIn,
  filter: ListFilter,
  { list, seen, since, offered }: z.infer<typeof watch>,
) {
  if (list !== nameList(merchant)) return undefined
  const before = readSeen(seen)
  const cursor = readCursor(since)
  const [rows, news] = await Promise.all([
    listRequests(db, merchant.id, [...before.keys()]),
    cursor ? countNewer(db, merchant.id, merchant.mode, filter, cursor) : 0,
  ])
  const changed = rows.filter((row) => before.get(row.id) !== versionOf(row))
  if (changed.length === 0 && String(news) === offered) return undefined
  return {
    ...(await describeHead(db, merchant)),
    changed,
    news,
    watch: { list, since, seen: writeSeen(rows), offered: news },
  }
}
