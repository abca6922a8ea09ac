/** Checks one line: what it asks for, or what is wrong with it, by column. */
import type { RowAsk } from '../../db/import-tables.ts'
import { nameLanguage } from '../../domain/formats.ts'
import { newToken } from '../../domain/ids.ts'
import { type ParsedForm, valid } from '../../domain/parsed.ts'
import { type Language, languages, portalLanguages } from '../../domain/words.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import { type FormErrors, type FormRules, type FormValues, parseForm, readForm } from '../requests/form.ts'
import type { Row } from '../spreadsheets/rows.ts'
import { cleanCell, completeNumber, findCellProblem, readCellDay } from './cells.ts'
import type { ReadColumn } from './header.ts'
import { type Column, columns, fold, isOwnTitle } from './titles.ts'

export interface Line {
  line: number
  ask: RowAsk
}

type Words = Catalogue['imports']['problems']

export interface LineProblem {
  line: number
  /** Undefined when the line has more cells than the header. */
  column?: Column
  /** The column's title in the file. */
  title?: string
  /** What was typed in the cell. */
  typed: string
  field: keyof FormValues | 'line' | 'cell'
  problem: NonNullable<FormErrors[keyof FormErrors]> | keyof (Words['line'] & Words['cell'])
}

/** The cells of a line by field. */
export interface ReadLine {
  line: number
  cells: string[]
  values: Record<Column, string>
  /** Those that are not our own, which pages show in the language of who reads them. */
  titles: Partial<Record<Column, string | undefined>>
  /** Whether the `0` or the `+` of its number was given back. */
  isCompleted: boolean
}

export function readLine({ line, cells }: Row, read: ReadColumn[]): ReadLine {
  const values = Object.fromEntries(columns.map((column) => [column, ''])) as Record<Column, string>
  const titles: ReadLine['titles'] = {}
  for (const { field, place, title } of read) {
    const text = cleanCell(cells[place] ?? '')
    const column = field === 'email' || field === 'phone' ? 'recipient' : field
    // Where both are written, the e-mail address is taken: it costs nothing.
    if (column in titles && (text === '' || (field === 'phone' && values[column] !== ''))) continue
    values[column] = text
    titles[column] = isOwnTitle(title) ? undefined : title
  }
  const { text, isCompleted } = completeNumber(values.recipient)
  return { line, cells, titles, isCompleted, values: { ...values, recipient: text } }
}

export function checkLine(
  { line, values, titles }: ReadLine,
  surplus: string[],
  rules: FormRules,
): ParsedForm<Line, LineProblem[]> {
  if (surplus.length > 0)
    return { ok: false, errors: [{ line, typed: surplus.join(' '), field: 'line', problem: 'too_long' }] }
  const broken = columns.flatMap((column) => {
    const isNumber = column === 'recipient' || column === 'reference'
    const problem = findCellProblem(values[column], isNumber)
    return problem ? [{ line, column, field: 'cell' as const, problem }] : []
  })
  const parsed = parseForm(valuesOf(values), rules)
  const errors = parsed.ok ? [] : problemsOf(line, parsed.errors)
  const others = errors.filter(({ column }) => broken.every((one) => one.column !== column))
  const problems = [...broken, ...others].map((one) => withCell(one, values, titles))
  if (!parsed.ok || problems.length > 0) return { ok: false, errors: problems }
  const { idempotencyKey: _, ...ask } = parsed.value
  return valid({ line, ask })
}

type Placed = Omit<LineProblem, 'typed' | 'title'> & { column: Column }

function withCell(one: Placed, values: ReadLine['values'], titles: ReadLine['titles']): LineProblem {
  const title = titles[one.column]
  return { ...one, typed: values[one.column], ...(title === undefined ? {} : { title }) }
}

function problemsOf(line: number, errors: FormErrors): Placed[] {
  return Object.entries(errors).map(([name, problem]) => {
    const field = name as keyof FormValues
    const column = columns.find((one) => one === field) ?? 'recipient'
    return { line, column, field, problem }
  })
}

/** The fields as the form would post them. An address with an @ is an e-mail address, any other a phone number. */
function valuesOf({ recipient, language, expires_on, ...others }: ReadLine['values']): FormValues {
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
    expires_on: readCellDay(expires_on),
  }
}

/** Accepts `fr`, `FR`, `Français` and `French`. */
const languageCodes = new Map<string, Language>(
  languages.flatMap((code) => [
    [code, code] as const,
    ...portalLanguages.map((portal) => [fold(nameLanguage(code, portal)), code] as const),
  ]),
)
