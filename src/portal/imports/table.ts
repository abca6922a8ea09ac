/** The cells of a file, as spreadsheets of several countries and programs write them. */
import { type CsvError, parse } from 'csv-parse/sync'

export type Table =
  | { ok: true; rows: string[][] }
  /** `line`: where the file cannot be read from on. */
  | { ok: false; problem: 'not_csv' | 'unreadable' | 'too_many_rows'; line: number }

/** Empty ones count: spreadsheets write them too, but a file of millions would stop everybody for its sake. */
const mostLines = 20_000
/** In characters, and so a limit on its columns too: a line of millions of cells would take seconds. */
const longestLine = 64 * 1024

export function readTable(bytes: Buffer): Table {
  const text = decode(bytes)
  // Spreadsheets' own formats are full of them.
  if (text.includes('\0')) return { ok: false, problem: 'not_csv', line: 1 }
  try {
    const options = {
      delimiter: findDelimiter(text),
      relax_column_count: true,
      max_record_size: longestLine,
      to: mostLines + 1,
    }
    const rows: string[][] = parse(text, options)
    if (rows.length > mostLines) return { ok: false, problem: 'too_many_rows', line: mostLines + 1 }
    return { ok: true, rows }
  } catch (error) {
    return { ok: false, problem: 'unreadable', line: Number((error as CsvError).lines ?? 1) }
  }
}

/** UTF-8 where it can be; else French Excel's "CSV (séparateur : point-virgule)", in Windows-1252, or its Unicode text. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** What stands most often in the header: its names hold none of the three. */
function findDelimiter(text: string): string {
  const [header = ''] = text
    .slice(0, longestLine)
    .trimStart()
    .split(/[\r\n]/, 1)
  const count = (delimiter: string) => header.split(delimiter).length
  return [';', ',', '\t'].reduce((most, one) => (count(one) > count(most) ? one : most))
}
