/** Reads the rows of a file: a CSV of any spreadsheet, or an .xlsx workbook. */
import { isArchive } from './archive.ts'
import { readCsv } from './csv.ts'
import { decode } from './encoding.ts'
import type { Encoding } from './encodings.ts'
import type { CountTitles, Table } from './rows.ts'
import { readWorkbook } from './workbook.ts'

/** `chosen`: the encoding, when a person has chosen it. Never blocks the process for longer than some rows take. */
export async function readTable(bytes: Buffer, countTitles: CountTitles, chosen?: Encoding): Promise<Table> {
  if (isArchive(bytes)) return readWorkbook(bytes, countTitles)
  const decoded = decode(bytes, chosen)
  if (!decoded.ok) return { ok: false, problem: 'encoding', readings: decoded.readings }
  // Pictures, PDF and the older formats of spreadsheets contain NULs.
  if (decoded.text.includes('\0')) return { ok: false, problem: 'not_csv', line: 1 }
  const table = await readCsv(decoded.text, countTitles)
  return table.ok ? { ...table, encoding: decoded.encoding } : table
}
