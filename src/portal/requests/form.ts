/** The request form: posted strings -> a value, or what is wrong with each field. */
import { z } from 'zod'
import type { Ask } from '../../domain/ask.ts'
import { containsCardNumber } from '../../domain/card-number.ts'
import { addDays } from '../../domain/formats.ts'
import { keyProblem } from '../../domain/idempotency.ts'
import { type AmountProblem, parseAmount } from '../../domain/money.ts'
import { cleanText } from '../../domain/plain-text.ts'
import { parseRecipient, type RecipientRules } from '../../domain/recipient.ts'
import type { Language } from '../../domain/words.ts'
import { languages } from '../../domain/words.ts'

const typed = z.string().default('')

/** Field names are the web contract's. Whatever else is posted is not read. */
const fields = z.object({
  amount: typed,
  channel: typed,
  email: typed,
  phone: typed,
  language: typed,
  description: typed,
  own_mail: typed,
  expires_on: typed,
  reference: typed,
  idempotency_key: typed,
  /** The mode of the page the form was on: another tab may have changed it since. */
  seen_mode: typed,
})

export type FormValues = z.infer<typeof fields>
export type FormErrors = Partial<Record<keyof FormValues, string>>

export const readForm = (body: unknown): FormValues => fields.parse(body ?? {})

export interface FormRules extends RecipientRules {
  /** The day in Paris, `2026-12-31`. */
  today: string
  /** What the merchant's requests are unless they say otherwise. */
  defaults: { language: Language; expiryDays: number }
}

export const expiryLimits = (today: string, expiryDays: number) => ({
  minDay: today,
  defaultDay: addDays(today, expiryDays),
  maxDay: addDays(today, 90),
})

type Parsed<Value, Problem extends string = string> = { value: Value } | { problem: Problem }

export function parseForm(
  values: FormValues,
  rules: FormRules,
): { ok: true; ask: Ask } | { ok: false; errors: FormErrors } {
  const to = parseRecipient(values, rules)
  const parsed = {
    amount: parseMoney(values.amount),
    language: parseLanguage(values.language, rules),
    description: parseDescription(values.description),
    expires_on: parseExpiry(values.expires_on, rules),
    reference: parseReference(values.reference),
    idempotency_key: parseKey(values.idempotency_key),
  }
  const { amount, ...others } = parsed
  const errors = { ...problemsOf({ amount }), ...(to.ok ? {} : to.errors), ...problemsOf(others) }
  if (!to.ok || Object.keys(errors).length > 0) return { ok: false, errors }
  return {
    ok: true,
    ask: {
      ...to.value,
      amountCents: readValue(parsed.amount),
      language: readValue(parsed.language),
      description: readValue(parsed.description),
      ownMail: to.value.channel === 'email' && values.own_mail === 'on',
      expiresOn: readValue(parsed.expires_on),
      reference: readValue(parsed.reference),
      idempotencyKey: readValue(parsed.idempotency_key),
    },
  }
}

/** In the order of the form: the summary lists them so. */
function problemsOf(parsed: Record<string, Parsed<unknown>>): FormErrors {
  const entries = Object.entries(parsed)
  return Object.fromEntries(
    entries.flatMap(([name, field]) => ('problem' in field ? [[name, field.problem]] : [])),
  )
}

function readValue<Value>(field: Parsed<Value>): Value {
  if ('problem' in field) throw new Error(`read a field with a problem: ${field.problem}`)
  return field.value
}

function parseMoney(amount: string): Parsed<number, AmountProblem> {
  const parsed = parseAmount(amount)
  return parsed.ok ? { value: parsed.cents } : { problem: parsed.problem }
}

function parseLanguage(language: string, { defaults }: FormRules): Parsed<Language> {
  const known = languages.find((one) => one === (language || defaults.language))
  return known ? { value: known } : { problem: 'unknown' }
}

function parseDescription(description: string): Parsed<string> {
  const text = cleanText(description)
  if (text === '') return { problem: 'empty' }
  return parseText(text)
}

function parseReference(reference: string): Parsed<string | null> {
  const text = cleanText(reference)
  return text === '' ? { value: null } : parseText(text)
}

function parseText(text: string): Parsed<string> {
  if ([...text].length > 80) return { problem: 'too_long' }
  return containsCardNumber(text) ? { problem: 'card_number' } : { value: text }
}

function parseExpiry(day: string, { today, defaults }: FormRules): Parsed<string> {
  const { minDay, defaultDay, maxDay } = expiryLimits(today, defaults.expiryDays)
  if (day.trim() === '') return { value: defaultDay }
  if (!z.iso.date().safeParse(day).success) return { problem: 'unreadable' }
  if (day < minDay) return { problem: 'past' }
  return day > maxDay ? { problem: 'too_far' } : { value: day }
}

function parseKey(key: string): Parsed<string> {
  const problem = keyProblem(key)
  return problem ? { problem } : { value: key }
}
