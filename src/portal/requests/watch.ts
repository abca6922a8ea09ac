import { z } from 'zod'
import type { Db } from '../../db/connect.ts'
import type { ListFilter } from '../../domain/list-filter.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import { countNewer, listRequests } from '../../requests/list-store.ts'
import { readCursor } from './cursor.ts'
import { describeHead } from './list.ts'
import { nameList, readSeen, versionOf, writeSeen } from './seen.ts'

const typed = z.string().default('')
/** As a page of the list says it. `offered`: how many new requests it offers already. */
const watch = z.object({ list: typed, seen: typed, since: typed, offered: typed })

export const readWatch = (query: unknown) => watch.parse(query)

/** What a page of the list does not show yet; undefined when there is nothing, or the list is another one now. */
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
