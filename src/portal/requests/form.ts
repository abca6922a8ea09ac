/** Reads the request form into a value, or into what is wrong with each field. */
import { z } from 'zod'
import type { Ask } from '../../domain/ask.ts'
import { containsCardNumber } from '../../domain/card-number.ts'
import { type KeyProblem, keyProblem } from '../../domain/idempotency.ts'
import { parseAmount } from '../../domain/money.ts'
import { parseOwnWords } from '../../domain/own-words.ts'
import {
  failedFields,
  gatherFields,
  invalid,
  type Parsed,
  type ParsedForm,
  valid,
} from '../../domain/parsed.ts'
import { cleanText } from '../../domain/plain-text.ts'
import { parseRecipient, type RecipientRules } from '../../domain/recipient.ts'
import { readDay } from '../../domain/typed-day.ts'
import type { Language, SendBy } from '../../domain/words.ts'
import { languages, sendingWays } from '../../domain/words.ts'
import type { Catalogue, ProblemsOf } from '../../i18n/catalogues.ts'
import { type DayRules, parseDays } from './form-days.ts'

const typed = z.string().default('')

/** Other posted fields are ignored. */
const fields = z
  .object({
    amount: typed,
    channel: typed,
    email: typed,
    phone: typed,
    language: typed,
    description: typed,
    message: typed,
    send_by: typed,
    /** `on` says the same as `own_mail` in `send_by`: the box that the buttons have replaced, which an SMS overlooks. */
    own_mail: typed,
    /** As a date field shows it, where it can be read. */
    send_on: typed.transform((day) => readDay(day) ?? day),
    expires_on: typed.transform((day) => readDay(day) ?? day),
    reference: typed,
    idempotency_key: typed,
    /** The mode in which the form was opened. Another tab may have changed the mode since. */
    seen_mode: typed,
  })
  .transform(({ own_mail, ...form }) => ({
    ...form,
    send_by: form.send_by || (own_mail === 'on' && form.channel !== 'sms' ? 'own_mail' : 'us'),
  }))

export type FormValues = z.infer<typeof fields>
export type FormErrors = ProblemsOf<FormValues, Catalogue['requests']['problems']>

export const readForm = (body: unknown): FormValues => fields.parse(body ?? {})

export interface FormRules extends RecipientRules, DayRules {
  /** The language and the number of days the form starts with. */
  defaults: { language: Language; expiryDays: number }
}

export function parseForm(values: FormValues, rules: FormRules): ParsedForm<Ask, FormErrors> {
  const to = parseRecipient(values, rules)
  // In the order of the form's fields, which is the order of the summary of errors.
  const parsed = gatherFields({
    amount: parseAmount(values.amount),
    ...failedFields(to),
    language: parseLanguage(values.language, rules),
    description: parseDescription(values.description),
    message: values.channel === 'sms' ? valid(null) : parseOwnWords(values.message),
    send_by: parseSendBy(values),
    ...parseDays(values, rules),
    reference: parseReference(values.reference),
    idempotency_key: parseKey(values.idempotency_key),
  })
  if (!to.ok || !parsed.ok) return { ok: false, errors: parsed.ok ? {} : parsed.errors }
  const { amount, language, description, message, send_by, send_on, expires_on, reference, idempotency_key } =
    parsed.value
  return valid({
    ...to.value,
    amountCents: amount,
    language,
    description,
    message,
    sendBy: send_by,
    sendOn: send_on,
    expiresOn: expires_on,
    reference,
    idempotencyKey: idempotency_key,
  })
}

function parseLanguage(language: string, { defaults }: FormRules): Parsed<Language, 'unknown'> {
  const known = languages.find((one) => one === (language || defaults.language))
  return known ? valid(known) : invalid('unknown')
}

/** Of a description or a reference, in characters. */
export const longestText = 80

type TextProblem = 'too_long' | 'card_number'

export function parseDescription(description: string): Parsed<string, TextProblem | 'empty'> {
  const text = cleanText(description)
  if (text === '') return invalid('empty')
  return parseText(text)
}

function parseReference(reference: string): Parsed<string | null, TextProblem> {
  const text = cleanText(reference)
  return text === '' ? valid(null) : parseText(text)
}

function parseText(text: string): Parsed<string, TextProblem> {
  if ([...text].length > longestText) return invalid('too_long')
  return containsCardNumber(text) ? invalid('card_number') : valid(text)
}

/** A mail client sends no SMS, and a phone's messages no e-mail. */
function parseSendBy({ send_by, channel }: FormValues): Parsed<SendBy, 'unsuitable'> {
  const known = sendingWays.find((one) => one === send_by)
  const isOther = channel === 'sms' ? known === 'own_mail' : known === 'own_phone'
  return known && !isOther ? valid(known) : invalid('unsuitable')
}

function parseKey(key: string): Parsed<string, KeyProblem> {
  const problem = keyProblem(key)
  return problem ? invalid(problem) : valid(key)
}
