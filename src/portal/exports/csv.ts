/** Writes CSV that spreadsheets read correctly and never compute. */
import { stringify } from 'csv-stringify/sync'

/** The byte order mark. Without it Excel reads UTF-8 as Windows-1252. */
export const byteOrderMark = '\uFEFF'

/**
 * Cells that a spreadsheet would compute (OWASP, CSV injection:
 * https://owasp.org/www-community/attacks/CSV_Injection). An apostrophe in front makes the cell a text. A cell that
 * starts with apostrophes gets one more, so that exactly one can be removed again.
 */
export const formula = /^'*[=+\-@\t\r\n\0＝＋－＠]/

/**
 * The dialect of French Excel, quoted as RFC 4180 says. csv-stringify's own `escape_formulas` covers neither LF nor
 * NUL.
 */
export function writeCsv(rows: string[][]): string {
  const options = { delimiter: ';', record_delimiter: 'windows' } as const
  return stringify(
    rows.map((row) => row.map((cell) => (formula.test(cell) ? `'${cell}` : cell))),
    options,
  )
}

/** Turns a cell back into the text that `writeCsv` was given. */
export function rearm(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}
