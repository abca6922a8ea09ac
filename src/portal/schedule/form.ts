/** Reads the form that adds requests to one: an amount and days for each of up to three more. */
import { z } from 'zod'
import type { Ask } from '../../domain/ask.ts'
import { addDays } from '../../domain/formats.ts'
import { keyProblem } from '../../domain/idempotency.ts'
import { catalogueOf } from '../../i18n/catalogues.ts'
import type { PaymentRequest } from '../../requests/store.ts'
import { copyOf } from '../requests/copy.ts'
import {
  type FormErrors,
  type FormRules,
  type FormValues,
  longestText,
  parseForm,
  readForm,
} from '../requests/form.ts'
import { findDayRange } from '../requests/form-days.ts'
import { emptyForm } from '../requests/form-rules.ts'

const parts = [2, 3, 4] as const
const names = ['amount', 'send_on', 'expires_on'] as const
const typed = z.string().default('')
const fields = z.object({
  idempotency_key: typed,
  ...Object.fromEntries(parts.flatMap((part) => names.map((name) => [`${name}_${part}`, typed]))),
})

type RowValues = Pick<FormValues, (typeof names)[number]>
export interface ScheduleRow {
  part: number
  values: RowValues
  errors: FormErrors
  range: ReturnType<typeof findDayRange>
}

/** A first proposal: the others are sent month by month. */
export const proposeRows = (request: PaymentRequest, rules: FormRules): ScheduleRow[] =>
  rowsOf(request, rules, (part) => ({
    amount: '',
    send_on: addDays(rules.today, 30 * (part - 1)),
    expires_on: '',
  }))

export function readRows(body: unknown, request: PaymentRequest, rules: FormRules) {
  const posted: Record<string, string> = fields.parse(body ?? {})
  const rows = rowsOf(request, rules, (part) => {
    const row = names.map((name) => [name, posted[`${name}_${part}`]])
    const { amount, send_on, expires_on } = readForm(Object.fromEntries(row))
    return { amount, send_on, expires_on }
  })
  return { key: posted.idempotency_key!, rows }
}

/**
 * What the rows with an amount ask for, or what is wrong with each. `isUnfit`: something else than a row is wrong, such
 * as a number of a country that is no longer written to.
 */
export function parseRows(key: string, rows: ScheduleRow[], request: PaymentRequest, rules: FormRules) {
  const start = startOf(request, rules)
  const given = rows.filter(({ values }) => values.amount.trim() !== '')
  const asks: Ask[] = []
  const errors = new Map<number, FormErrors>()
  for (const [index, { part, values }] of given.entries()) {
    const description = describePart(request, index + 2, given.length + 1)
    const form = { ...start, ...values, description, idempotency_key: `${key}-${part}` }
    const parsed = parseForm(form, rules)
    if (parsed.ok) asks.push(parsed.value)
    else errors.set(part, parsed.errors)
  }
  if (given.length === 0) errors.set(2, { amount: 'empty' })
  const isOfRows = (found: FormErrors) =>
    Object.keys(found).every((name) => (names as readonly string[]).includes(name))
  const isUnfit = keyProblem(key) !== undefined || ![...errors.values()].every(isOfRows)
  return {
    asks,
    isUnfit,
    isWrong: errors.size > 0,
    rows: rows.map((row) => ({ ...row, errors: errors.get(row.part) ?? {} })),
  }
}

function rowsOf(
  request: PaymentRequest,
  rules: FormRules,
  valuesOf: (part: number) => RowValues,
): ScheduleRow[] {
  const start = startOf(request, rules)
  return parts.map((part) => {
    const values = valuesOf(part)
    return { part, values, errors: {}, range: findDayRange({ ...start, ...values }, rules) }
  })
}

/** What each request has of the one that it is added to. */
const startOf = (request: PaymentRequest, rules: FormRules): FormValues => ({
  ...copyOf(request, emptyForm(rules)),
  message: '',
  reference: request.reference ?? '',
  send_by: 'us',
})

/** `Lampe Arc (paiement 2 sur 3)`, cut to the length of a description. */
function describePart({ description, language }: PaymentRequest, part: number, of: number): string {
  const end = ` (${catalogueOf(language).part(part, of)})`
  const room = longestText - end.length
  const letters = [...description]
  const start =
    letters.length > room
      ? `${letters
          .slice(0, room - 1)
          .join('')
          .trimEnd()}…`
      : description
  return start + end
}
