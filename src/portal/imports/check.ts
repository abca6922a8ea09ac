/** Checks a file: what each line asks for, or what is wrong with it, by line and column. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { FileReading } from '../../db/import-tables.ts'
import type { FormRules } from '../requests/form.ts'
import type { Encoding, Reading } from '../spreadsheets/encodings.ts'
import type { Row, Table, TableProblem } from '../spreadsheets/rows.ts'
import { readTable } from '../spreadsheets/table.ts'
import { countTitles, findHeader, type Header, type HeaderProblem, readHeader } from './header.ts'
import { checkLine, type Line, type LineProblem, type ReadLine, readLine } from './line.ts'
import type { Column } from './titles.ts'
import { mostTotals, splitTotals, type Totals } from './totals.ts'

export const mostRows = 5000

export type Checked =
  | { ok: true; lines: Line[]; reading: FileReading }
  | { ok: false; problem: TableProblem | 'no_rows'; line?: number }
  | { ok: false; problem: 'encoding'; readings: Reading[] }
  | { ok: false; problem: 'header'; header: HeaderProblem[] }
  | { ok: false; problem: 'lines'; lines: LineProblem[]; lineCount: number }

/**
 * `nameOf`: the name of a column in the language of the person who is told that it is missing. `chosen`: the encoding,
 * when that person has chosen it.
 */
export async function checkFile(
  bytes: Buffer,
  rules: FormRules,
  nameOf: (column: Column) => string,
  chosen?: Encoding,
): Promise<Checked> {
  const table = await readTable(bytes, countTitles, chosen)
  if (!table.ok) return table
  const start = findHeader(table.rows)
  const top = table.rows[start] ?? { line: 1, cells: [], width: 0 }
  const header = readHeader(top.cells, nameOf)
  if (!header.ok) return { ok: false, problem: 'header', header: header.problems }
  const rows = table.rows.slice(start + 1)
  if (rows.length === 0) return { ok: false, problem: 'no_rows' }
  if (rows.length > mostRows + mostTotals) return { ok: false, problem: 'too_many_rows' }
  const { lines: read, totals } = splitTotals(await inSlices(rows, (row) => readLine(row, header.read)))
  if (read.length > mostRows) return { ok: false, problem: 'too_many_rows' }
  const { lines, problems } = await checkLines(read, top, rules)
  if (problems.length > 0) return { ok: false, problem: 'lines', lines: problems, lineCount: read.length }
  return { ok: true, lines, reading: describeReading(table, header, top, rows, read, totals) }
}

async function checkLines(read: ReadLine[], { width }: Row, rules: FormRules) {
  const checked = await inSlices(read, (one) => checkLine(one, one.cells.slice(width).filter(Boolean), rules))
  return {
    lines: checked.flatMap((one) => ('ask' in one ? [one] : [])),
    problems: checked.flatMap((one) => ('ask' in one ? [] : one.problems)),
  }
}

/** Lets other requests be answered in between, because thousands of phone numbers take a while. */
async function inSlices<One, Result>(all: One[], change: (one: One) => Result): Promise<Result[]> {
  const results: Result[] = []
  for (const [index, one] of all.entries()) {
    results.push(change(one))
    if (index % 20 === 19) await breathe()
  }
  return results
}

/** What the person approves: how the file was understood. */
function describeReading(
  { encoding, sheet, others }: Extract<Table, { ok: true }>,
  header: Extract<Header, { ok: true }>,
  top: Row,
  rows: Row[],
  read: ReadLine[],
  totals: Totals,
): FileReading {
  const isFilled = (place: number) => rows.some(({ cells }) => (cells[place] ?? '') !== '')
  return {
    encoding,
    sheet,
    others,
    headerLine: top.line,
    columns: header.read.map(({ title, field }) => ({ title, field })),
    leftOut: header.leftOut.filter(({ title, place }) => title !== '' || isFilled(place)),
    completed: read.filter(({ isCompleted }) => isCompleted).map(({ line }) => line),
    totals,
  }
}
