/** Reads the form that adds requests to one: an amount and days for each of up to three more. */
import { z } from 'zod'
import type { Ask } from '../../domain/ask.ts'
import { addDays } from '../../domain/formats.ts'
import { keyProblem } from '../../domain/idempotency.ts'
import { readDay } from '../../domain/typed-day.ts'
import { catalogueOf } from '../../i18n/catalogues.ts'
import type { PaymentRequest } from '../../requests/store.ts'
import { copyOf } from '../requests/copy.ts'
import { type FormErrors, type FormRules, type FormValues, parseForm } from '../requests/form.ts'
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
  parts.map((part) => {
    const send_on = addDays(rules.today, 30 * (part - 1))
    return rowOf(request, rules, part, { amount: '', send_on, expires_on: '' })
  })

export function readRows(body: unknown, request: PaymentRequest, rules: FormRules) {
  const values: Record<string, string> = fields.parse(body ?? {})
  const day = (name: string) => readDay(values[name]!) ?? values[name]!
  const rows = parts.map((part) =>
    rowOf(request, rules, part, {
      amount: values[`amount_${part}`]!,
      send_on: day(`send_on_${part}`),
      expires_on: day(`expires_on_${part}`),
    }),
  )
  return { key: values.idempotency_key!, rows }
}

/**
 * What the rows with an amount ask for, or what is wrong with each. `isUnfit`: something else than a row is wrong, such
 * as a number of a country that is no longer written to.
 */
export function parseRows(key: string, rows: ScheduleRow[], request: PaymentRequest, rules: FormRules) {
  const given = rows.filter(({ values }) => values.amount.trim() !== '')
  const asks: Ask[] = []
  const errors = new Map<number, FormErrors>()
  for (const [index, { part, values }] of given.entries()) {
    const description = describePart(request, index + 2, given.length + 1)
    const parsed = parseForm(
      { ...formOf(request, rules, values), description, idempotency_key: `${key}-${part}` },
      rules,
    )
    if (parsed.ok) asks.push(parsed.value)
    else errors.set(part, parsed.errors)
  }
  if (given.length === 0) errors.set(2, { amount: 'empty' })
  const isOfRows = (found: FormErrors) =>
    Object.keys(found).every((name) => names.some((one) => one === name))
  const isUnfit = keyProblem(key) !== undefined || ![...errors.values()].every(isOfRows)
  return {
    asks,
    isUnfit,
    isWrong: errors.size > 0,
    rows: rows.map((row) => ({ ...row, errors: errors.get(row.part) ?? {} })),
  }
}

const rowOf = (request: PaymentRequest, rules: FormRules, part: number, values: RowValues): ScheduleRow => ({
  part,
  values,
  errors: {},
  range: findDayRange(formOf(request, rules, values), rules),
})

const formOf = (request: PaymentRequest, rules: FormRules, values: RowValues): FormValues => ({
  ...copyOf(request, emptyForm(rules)),
  message: '',
  reference: request.reference ?? '',
  send_by: 'us',
  ...values,
})

/** `Lampe Arc (paiement 2 sur 3)`, cut to 80 characters. */
function describePart({ description, language }: PaymentRequest, part: number, of: number): string {
  const end = ` (${catalogueOf(language).part(part, of)})`
  const room = 80 - end.length
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
