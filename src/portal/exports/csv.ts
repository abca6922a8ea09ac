/** CSV that spreadsheets open as it is meant, and that makes none of them compute. */
import { stringify } from 'csv-stringify/sync'

/** At the head of a file: without it Excel reads UTF-8 as Windows-1252. */
export const byteOrderMark = '\uFEFF'

/**
 * OWASP, CSV injection: what begins like this is computed when the file is opened. The apostrophe put before it is what
 * spreadsheets themselves know a text by; those that are there already count, so that one can be taken away again.
 */
export const formula = /^'*[=+\-@\t\r\n\0＝＋－＠]/

/** French Excel's own dialect, quoted as RFC 4180 says. (csv-stringify's `escape_formulas` knows neither LF nor NUL.) */
export function writeCsv(rows: string[][]): string {
  const options = { delimiter: ';', record_delimiter: 'windows' } as const
  return stringify(
    rows.map((row) => row.map((cell) => (formula.test(cell) ? `'${cell}` : cell))),
    options,
  )
}

/** What `writeCsv` was given, from a cell that it has written. */
export function rearm(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}
