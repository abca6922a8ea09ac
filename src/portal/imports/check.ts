/** Checks a file: what each line asks for, or what is wrong with it, by line and column. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { RowAsk } from '../../db/import-tables.ts'
import { nameLanguage } from '../../domain/formats.ts'
import { newToken } from '../../domain/ids.ts'
import { cleanTyped } from '../../domain/plain-text.ts'
import { type Language, languages, portalLanguages } from '../../domain/words.ts'
import { rearm } from '../exports/csv.ts'
import { type FormErrors, type FormRules, type FormValues, parseForm, readForm } from '../requests/form.ts'
import { type Column, columns, fold, type HeaderProblem, readHeader } from './columns.ts'
import { readTable } from './table.ts'

export const mostRows = 5000

export interface Line {
  line: number
  ask: RowAsk
}

export interface LineProblem {
  line: number
  /** Undefined when the line has more cells than the header. */
  column?: Column
  /** What was typed in the cell. */
  typed: string
  field: keyof FormValues | 'line'
  problem: string
}

export type Checked =
  | { ok: true; lines: Line[] }
  | { ok: false; problem: 'not_csv' | 'unreadable' | 'no_rows' | 'too_many_rows'; line?: number }
  | { ok: false; problem: 'header'; header: HeaderProblem[] }
  | { ok: false; problem: 'lines'; lines: LineProblem[]; lineCount: number }

/** `nameOf`: the name of a column in the language of the person who is told that it is missing. */
export async function checkFile(
  bytes: Buffer,
  rules: FormRules,
  nameOf: (column: Column) => string,
): Promise<Checked> {
  const table = readTable(bytes)
  if (!table.ok) return table
  const [first = [], ...rows] = table.rows.map((cells) => cells.map(cleanTyped))
  const header = readHeader(first, nameOf)
  if (!header.ok) return { ok: false, problem: 'header', header: header.problems }
  const filled = [...rows.entries()].filter(([, cells]) => cells.some((cell) => cell.trim() !== ''))
  if (filled.length === 0) return { ok: false, problem: 'no_rows' }
  if (filled.length > mostRows) return { ok: false, problem: 'too_many_rows' }
  const lines: Line[] = []
  const problems: LineProblem[] = []
  for (const [index, cells] of filled) {
    const line = index + 2
    const parsed = checkLine(line, readCells(cells, header.places), cells.slice(first.length), rules)
    if ('ask' in parsed) lines.push(parsed)
    else problems.push(...parsed.problems)
    // Lets other requests be answered in between, because thousands of phone numbers take a while.
    if (line % 100 === 0) await breathe()
  }
  if (problems.length === 0) return { ok: true, lines }
  return { ok: false, problem: 'lines', lines: problems, lineCount: filled.length }
}

type Cells = Record<Column, string>

function readCells(cells: string[], places: Map<Column, number>): Cells {
  const read = (column: Column) => rearm(cells[places.get(column) ?? -1] ?? '').trim()
  return Object.fromEntries(columns.map((column) => [column, read(column)])) as Cells
}

function checkLine(
  line: number,
  cells: Cells,
  surplus: string[],
  rules: FormRules,
): Line | { problems: LineProblem[] } {
  if (surplus.some((cell) => cell.trim() !== ''))
    return { problems: [{ line, typed: surplus.join(' '), field: 'line', problem: 'too_long' }] }
  const parsed = parseForm(valuesOf(cells), rules)
  if (!parsed.ok) return { problems: problemsOf(line, cells, parsed.errors) }
  const { idempotencyKey: _, ...ask } = parsed.value
  return { line, ask }
}

function problemsOf(line: number, cells: Cells, errors: FormErrors): LineProblem[] {
  return Object.entries(errors).map(([name, problem]) => {
    const field = name as keyof FormValues
    const column = columns.find((one) => one === field) ?? 'recipient'
    return { line, column, typed: cells[column], field, problem }
  })
}

/** The fields as the form would post them. An address with an @ is an e-mail address, any other a phone number. */
function valuesOf({ recipient, language, ...others }: Cells): FormValues {
  const isPhone = recipient !== '' && !recipient.includes('@')
  return {
    ...readForm({}),
    ...others,
    // The real key is made of the import and the line when the line is stored.
    idempotency_key: newToken(),
    channel: isPhone ? 'sms' : 'email',
    email: recipient,
    phone: recipient,
    language: languageCodes.get(fold(language)) ?? language,
  }
}

/** Accepts `fr`, `FR`, `Français` and `French`. */
const languageCodes = new Map<string, Language>(
  languages.flatMap((code) => [
    [code, code] as const,
    ...portalLanguages.map((portal) => [fold(nameLanguage(code, portal)), code] as const),
  ]),
)
