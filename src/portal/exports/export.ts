/** Exports the list as a file. Only one page of it is in memory at a time. */

import type { Deps } from '../../deps.ts'
import type { ListFilter } from '../../domain/list-filter.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import { catalogueOf } from '../../i18n/catalogues.ts'
import { paymentLink } from '../../messages/compose.ts'
import type { Cursor } from '../../requests/find-store.ts'
import { byteOrderMark, writeCsv } from './csv.ts'
import { writeLines } from './store.ts'

export const pageSize = 250

export function exportRequests(
  { read, config }: Deps,
  { id: merchantId, mode, language }: SignedIn,
  filter: ListFilter,
  since: string | undefined,
): AsyncGenerator<string> {
  const t = catalogueOf(language)
  const words = { statuses: t.statuses, linkStart: paymentLink(config, ''), erased: t.customers.erased }
  return writeFile(t.exports.columns, (after) =>
    read(since, (db) => writeLines(db, merchantId, mode, filter, after, pageSize, words)),
  )
}

/** Lines of CSV. `end` is the cursor of the next page, if there may be one. */
export interface Lines {
  lines: string
  end: Cursor | undefined
}

/**
 * Yields the pieces of the file. Each page begins where the previous one ended, by the list's cursor. However slow
 * the download is, it holds no connection, no query is long, and rows made meanwhile are not in it.
 */
export async function* writeFile(
  columns: Record<string, string>,
  writePage: (after: Cursor | undefined) => Promise<Lines>,
): AsyncGenerator<string> {
  // The header is sent with the first lines, so that an error of the first query can still be answered with an error
  // page.
  let head = byteOrderMark + writeCsv([Object.values(columns)])
  let after: Cursor | undefined
  do {
    const { lines, end } = await writePage(after)
    yield head + lines
    head = ''
    after = end
  } while (after)
}
