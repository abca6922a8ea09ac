/** The list without our code: one flat view of the page, with what differs from row to row. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatDayAndTime, formatRecent } from '../src/domain/formats.ts'
import { formatAmount } from '../src/domain/money.ts'
import type { listNewest } from '../src/requests/list-store.ts'

export type ListRow = Awaited<ReturnType<typeof listNewest>>[number]

/** In the order in which they stand in a row of the page. */
export function valuesOfRow({ id, amount_cents, email, phone, description, created_at }: ListRow, now: Date) {
  return {
    id,
    amount: formatAmount(amount_cents, 'fr'),
    name: (email ?? phone)!.split('@')[0]!,
    description,
    instant: created_at.toISOString(),
    day: formatDayAndTime(created_at, 'fr'),
    recent: formatRecent(created_at, now, 'fr'),
  }
}

/** Writes the view of a page that shows `rows`. Returns its path. */
export async function writeBareList(folder: string, page: string, rows: ListRow[]): Promise<string> {
  let view = page
  for (const [index, row] of rows.entries()) {
    const start = view.indexOf(`<tr id="${row.id}"`)
    const end = view.indexOf('</tr>', start)
    const shown = Object.entries(valuesOfRow(row, new Date())).reduce(
      (html, [name, value]) => html.replaceAll(value, `<%= it.rows[${index}].${name} %>`),
      view.slice(start, end),
    )
    view = view.slice(0, start) + shown + view.slice(end)
  }
  const file = join(folder, 'list.eta')
  await writeFile(file, view)
  return file
}
