/** Reads the cells of a CSV file, as spreadsheets of several countries write it. */
import { type CsvError, parse } from 'csv-parse/sync'

export type Table =
  | { ok: true; rows: string[][] }
  /** `line`: from here on the file cannot be read. */
  | { ok: false; problem: 'not_csv' | 'unreadable' | 'too_many_rows'; line: number }

/** Empty lines count too: spreadsheets write them, but a file with millions of them would block the process. */
const mostLines = 20_000
/** In characters. This also limits the columns: a line of millions of cells would take seconds. */
const longestLine = 64 * 1024

export function readTable(bytes: Buffer): Table {
  const text = decode(bytes)
  // The spreadsheets' own formats (.xlsx, .xls) contain NULs.
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

/**
 * Tries UTF-8. Otherwise the file is French Excel's "CSV (séparateur : point-virgule)" in Windows-1252, or its
 * Unicode text.
 */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The most frequent of the three delimiters in the header: the columns' names contain none of them. */
function findDelimiter(text: string): string {
  const [header = ''] = text
    .slice(0, longestLine)
    .trimStart()
    .split(/[\r\n]/, 1)
  const count = (delimiter: string) => header.split(delimiter).length
  return [';', ',', '\t'].reduce((most, one) => (count(one) > count(most) ? one : most))
}
