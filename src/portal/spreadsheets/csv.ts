/** Reads the rows of a CSV file, as spreadsheets of several countries write it. */
import { Readable } from 'node:stream'
import { setImmediate as breathe } from 'node:timers/promises'
import { type CsvError, parse } from 'csv-parse'
import { parse as parseSample } from 'csv-parse/sync'
import { invalid, valid } from '../../domain/parsed.ts'
import {
  type CountTitles,
  mostCells,
  mostLines,
  mostRowsBeforeHeader,
  type ParsedTable,
  type Row,
  trimRow,
} from './rows.ts'

/** In characters. This also limits the columns: a line of millions of cells would take seconds. */
const longestLine = 64 * 1024
/** How many characters are read at once, before others are answered: csv-parse makes an error for every short row. */
const slice = 512

/** The part of a file in which the delimiter is looked for. */
const sampleSize = 32 * 1024

const dialect = {
  // `="0612345678"`, and a quote in the middle of a text: Lampe 12" noire.
  relax_quotes: true,
  relax_column_count: true,
  max_record_size: longestLine,
  // All of them, since files that were joined have more than one. Left alone, csv-parse takes that of the first line.
  record_delimiter: ['\r\n', '\n', '\r'],
}

export async function readCsv(written: string, countTitles: CountTitles): Promise<ParsedTable> {
  const longLine = findLongLine(written)
  if (longLine) return invalid('unreadable', { line: longLine })
  const { text, delimiter } = findDelimiter(written, countTitles)
  const rows: Row[] = []
  let line = 0
  let cellCount = 0
  try {
    const records: AsyncIterable<string[]> = Readable.from(sliceUp(text)).pipe(
      parse({ ...dialect, delimiter }),
    )
    for await (const record of records) {
      line += 1
      const cells = trimRow(record.map((cell) => cell.trim()))
      cellCount += cells.length
      if (line > mostLines || cellCount > mostCells) return invalid('too_many_rows', { line })
      if (line % 100 === 0) await breathe()
      if (cells.length > 0) rows.push({ line, cells, width: record.length })
    }
    return valid({ rows })
  } catch (error) {
    return invalid('unreadable', { line: Number((error as CsvError).lines ?? 1) })
  }
}

/** The number of the first line that is too long. `max_record_size` does not count the delimiters of empty cells. */
function findLongLine(text: string): number | undefined {
  let line = 1
  let start = 0
  for (let place = 0; place < text.length; place += 1) {
    if (place - start > longestLine) return line
    const isFeed = text[place] === '\n'
    if (!isFeed && text[place] !== '\r') continue
    start = place
    if (!isFeed || text[place - 1] !== '\r') line += 1
  }
  return undefined
}

async function* sliceUp(text: string): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += slice) {
    yield text.slice(start, start + slice)
    await breathe()
  }
}

const delimiters = [';', ',', '\t', '|']

/**
 * The delimiter that a first line `sep=;` names: Excel reads this line and does not show it. Otherwise the one that
 * shows the most titles of columns, or else the most frequent one of the first line.
 */
function findDelimiter(written: string, countTitles: CountTitles): { text: string; delimiter: string } {
  const [firstLine, named] = /^\s*"?sep=(.)"?[;,\t]*(?:\r\n|\r|\n|$)/i.exec(written) ?? []
  if (firstLine !== undefined && named) return { text: written.slice(firstLine.length), delimiter: named }
  const lines = written.slice(0, sampleSize).split(/[\r\n]+/)
  const start = lines
    .filter((line) => /[^\s;,|]/.test(line))
    .slice(0, mostRowsBeforeHeader)
    .join('\n')
  const [header = ''] = start.split('\n', 1)
  const rated = delimiters.map((delimiter) => ({
    delimiter,
    titles: Math.max(0, ...readSample(start, delimiter).map(countTitles)),
    count: header.split(delimiter).length,
  }))
  rated.sort((a, b) => b.titles - a.titles || b.count - a.count)
  return { text: written, delimiter: rated[0]?.delimiter ?? ';' }
}

/** The first rows. What follows the sample's end, or what cannot be read, is left out. */
function readSample(text: string, delimiter: string): string[][] {
  const rows: string[][] = []
  try {
    parseSample(text, {
      ...dialect,
      delimiter,
      to: mostRowsBeforeHeader,
      onRecord: (row: string[]) => {
        rows.push(row)
        return null
      },
    })
  } catch {
    // The sample ends within quotes.
  }
  return rows
}
