/** Reads the rows of a file: a CSV of any spreadsheet, or an .xlsx workbook. */
import { invalid, valid } from '../../domain/parsed.ts'
import { isArchive } from './archive.ts'
import { readCsv } from './csv.ts'
import { type Decoded, decode } from './encoding.ts'
import type { Encoding } from './encodings.ts'
import type { CountTitles, ParsedTable } from './rows.ts'
import { readWorkbook } from './workbook.ts'

/** `chosen`: the encoding, when a person has chosen it. Never blocks the process for longer than some rows take. */
export async function readTable(
  bytes: Buffer,
  countTitles: CountTitles,
  chosen?: Encoding,
): Promise<ParsedTable | Extract<Decoded, { ok: false }>> {
  if (isArchive(bytes)) return readWorkbook(bytes, countTitles)
  const decoded = decode(bytes, chosen)
  if (!decoded.ok) return decoded
  const { encoding, text } = decoded.value
  // Pictures and the older formats of spreadsheets contain NULs.
  if (text.includes('\0') || otherFormats.test(text)) return invalid('not_csv', { line: 1 })
  const table = await readCsv(text, countTitles)
  return table.ok ? valid({ ...table.value, encoding }) : table
}

/** HTML and XML, which some programs name .xls; PDF, RTF, JSON. */
const otherFormats = /^\s*(?:<[?!a-z]|%PDF-|\{\\rtf|[[{]\s*[{"])/i
