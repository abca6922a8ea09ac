/** The list as a file: whatever its length, a page of it at a time is in memory. */

import type { Deps } from '../../deps.ts'
import type { ListFilter } from '../../domain/list-filter.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import { catalogueOf } from '../../i18n/catalogues.ts'
import { paymentLink } from '../../messages/compose.ts'
import type { Cursor } from '../../requests/find-store.ts'
import { byteOrderMark, writeCsv } from './csv.ts'
import { writeLines } from './store.ts'

const pageSize = 250

/**
 * Pieces of the file. Each page of it begins where the one before ended, by the list's cursor: however slowly it is
 * taken, no connection waits for it and no query is long, and a request made meanwhile is not in it.
 */
export async function* exportRequests(
  { db, config }: Deps,
  { id: merchantId, mode, language }: SignedIn,
  filter: ListFilter,
): AsyncGenerator<string> {
  const t = catalogueOf(language)
  const words = { statuses: t.statuses, linkStart: paymentLink(config, ''), erased: t.customers.erased }
  // With the first lines, so that a database that does not answer is still an error page.
  let head = byteOrderMark + writeCsv([Object.values(t.exports.columns)])
  let after: Cursor | undefined
  do {
    const { lines, end } = await writeLines(db, merchantId, mode, filter, after, pageSize, words)
    yield head + lines
    head = ''
    after = end
  } while (after)
}
