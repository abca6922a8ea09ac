/** The list as a file: whatever its length, a page of it at a time is in memory. */
import type { SignedIn } from '../accounts/session.ts'
import type { Deps } from '../deps.ts'
import { catalogueOf } from '../i18n/catalogues.ts'
import { formatSheetDay, formatSheetInstant } from '../i18n/formats.ts'
import { paymentLink } from '../messages/compose.ts'
import { formatAmountForInput } from '../money.ts'
import { labelOf } from '../requests/lifecycle.ts'
import type { ListFilter } from '../requests/list-filter.ts'
import { type Cursor, listRequests } from '../requests/list-store.ts'
import { formatPhone } from '../requests/phone.ts'
import { byteOrderMark, writeCsv } from './csv.ts'
import { findNames } from './store.ts'

const pageSize = 1000

type Row = Awaited<ReturnType<typeof listRequests>>[number]

/**
 * Pieces of the file. Each page of it begins where the one before ended, by the list's cursor: however slowly it is
 * taken, no connection waits for it and no query is long, and a request made meanwhile is not in it.
 */
export async function* exportRequests(
  { db, config }: Deps,
  merchant: SignedIn,
  filter: ListFilter,
): AsyncGenerator<string> {
  const t = catalogueOf(merchant.language)
  let head = byteOrderMark + writeCsv([Object.values(t.exports.columns)])
  let after: Cursor | undefined
  do {
    const rows = await listRequests(db, merchant.id, merchant.mode, filter, after, pageSize)
    const authors = [...new Set(rows.flatMap(({ created_by }) => created_by ?? []))]
    const names = await findNames(db, authors)
    const cells = rows.map((row) => Object.values(describe(row, names.get(row.created_by ?? ''))))
    // With the first rows, so that a database that does not answer is still an error page.
    yield head + writeCsv(cells)
    head = ''
    after = rows.length === pageSize ? endOf(rows) : undefined
  } while (after)

  /** In the order of the catalogue's columns. */
  function describe(row: Row, author = ''): Record<keyof typeof t.exports.columns, string> {
    return {
      asked: formatSheetInstant(row.created_at),
      status: t.statuses[labelOf(row)],
      amount: formatAmountForInput(row.amount_cents),
      refunded: formatAmountForInput(row.refunded_cents),
      reference: row.reference ?? '',
      description: row.description,
      recipient: row.email ?? (row.phone ? formatPhone(row.phone) : ''),
      author,
      paid: row.paid_at ? formatSheetInstant(row.paid_at) : '',
      // The midnight that ends the last day.
      expires: formatSheetDay(new Date(row.expires_at.getTime() - 1)),
      permalink: paymentLink(config, row.token),
      id: row.id,
    }
  }
}

function endOf(rows: Row[]): Cursor {
  const last = rows.at(-1)!
  return { createdAt: last.created_at_text, id: last.id }
}
