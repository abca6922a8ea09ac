/** CSV that spreadsheets open as it is meant, and that makes none of them compute. */
import { stringify } from 'csv-stringify/sync'

/** At the head of a file: without it Excel reads UTF-8 as Windows-1252. */
export const byteOrderMark = '\uFEFF'

/** French Excel's own dialect, quoted as RFC 4180 says. */
export function writeCsv(rows: string[][]): string {
  const options = { delimiter: ';', record_delimiter: 'windows' } as const
  return stringify(
    rows.map((row) => row.map(disarm)),
    options,
  )
}

// OWASP, CSV injection: what begins like this is computed when the file is opened. An apostrophe is what
// spreadsheets themselves put before such a text; csv-stringify's own `escape_formulas` leaves LF and NUL alone.
const formula = /^'*[=+\-@\t\r\n\0＝＋－＠]/

/** One apostrophe more, whatever is there already: `rearm` takes one away. */
function disarm(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell
}

/** What `writeCsv` was given, from a cell that it has written. */
export function rearm(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}
