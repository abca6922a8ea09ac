/** A link from elsewhere, a quote or an invoice, may fill the form. It never sends anything. */
import { type FormErrors, type FormRules, type FormValues, parseForm, readForm } from './form.ts'

const fillable = ['amount', 'email', 'phone', 'description', 'reference', 'language'] as const

/**
 * The form with what the query string gives, as it was typed there, and what is wrong with it. A field that is not
 * given is as in `empty`, and has no error.
 */
export function prefill(query: unknown, empty: FormValues, rules: FormRules) {
  const asked = readForm(query)
  const given = fillable.filter((field) => asked[field].trim() !== '')
  const values: FormValues = {
    ...empty,
    ...Object.fromEntries(given.map((field) => [field, asked[field]])),
    ...(asked.phone && !asked.email && rules.smsOffered && { channel: 'sms' }),
  }
  const parsed = parseForm(values, rules)
  const isGiven = ([field]: [string, unknown]) => given.some((one) => one === field)
  const errors: FormErrors = parsed.ok
    ? {}
    : Object.fromEntries(Object.entries(parsed.errors).filter(isGiven))
  return { values, errors, isUnfolded: given.includes('reference') }
}
