/** Checks a file: what each line asks for, or what is wrong with it, by line and column. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { FileReading } from '../../db/import-tables.ts'
import { invalid, type Parsed, valid } from '../../domain/parsed.ts'
import type { FormRules } from '../requests/form.ts'
import type { Decoded } from '../spreadsheets/encoding.ts'
import type { Encoding } from '../spreadsheets/encodings.ts'
import type { Row, Table, TableProblem } from '../spreadsheets/rows.ts'
import { readTable } from '../spreadsheets/table.ts'
import { countTitles, findHeader, type Header, type ParsedHeader, readHeader } from './header.ts'
import { checkLine, type Line, type LineProblem, type ReadLine, readLine } from './line.ts'
import type { Column } from './titles.ts'
import { mostTotals, splitTotals, type Totals } from './totals.ts'

export const mostRows = 5000

export interface CheckedFile {
  lines: Line[]
  reading: FileReading
}

type Invalid<Result> = Extract<Result, { ok: false }>

export type Checked =
  | Parsed<CheckedFile, TableProblem | 'no_rows', { line?: number }>
  | Invalid<Decoded>
  | Invalid<ParsedHeader>
  | Invalid<Parsed<CheckedFile, 'lines', { lines: LineProblem[]; lineCount: number }>>

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
  const parsed = await readTable(bytes, countTitles, chosen)
  if (!parsed.ok) return parsed
  const table = parsed.value
  const start = findHeader(table.rows)
  const top = table.rows[start] ?? { line: 1, cells: [], width: 0 }
  const rows = table.rows.slice(start + 1)
  const header = readHeader(top.cells, nameOf, rows)
  if (!header.ok) return header
  if (rows.length === 0) return invalid('no_rows')
  if (rows.length > mostRows + mostTotals) return invalid('too_many_rows')
  const { lines: read, totals } = splitTotals(await inSlices(rows, (row) => readLine(row, header.value.read)))
  if (read.length > mostRows) return invalid('too_many_rows')
  const { lines, problems } = await checkLines(read, top, rules)
  if (problems.length > 0) return invalid('lines', { lines: problems, lineCount: read.length })
  return valid({ lines, reading: describeReading(table, header.value, top, rows, read, totals) })
}

async function checkLines(read: ReadLine[], { width }: Row, rules: FormRules) {
  const checked = await inSlices(read, (one) => checkLine(one, one.cells.slice(width).filter(Boolean), rules))
  return {
    lines: checked.flatMap((one) => (one.ok ? [one.value] : [])),
    problems: checked.flatMap((one) => (one.ok ? [] : one.errors)),
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
  { encoding, sheet, others, hidden }: Table,
  header: Header,
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
    hidden,
    headerLine: top.line,
    columns: header.read.map(({ title, field }) => ({ title, field })),
    leftOut: header.leftOut.filter(({ title, place }) => title !== '' || isFilled(place)),
    completed: read.filter(({ isCompleted }) => isCompleted).map(({ line }) => line),
    totals,
  }
}
