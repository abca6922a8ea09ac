// Amounts are integer cents. Digits are moved as text: no floating-point arithmetic can round them.
import { invalid, type Parsed, valid } from './parsed.ts'

export const minAmountCents = 99
export const maxAmountCents = 2_000_000

const amountRange = { min: minAmountCents, max: maxAmountCents }

export type AmountProblem = 'empty' | 'ambiguous' | 'too_small' | 'too_large'

// A leading zero (049, 00,99) is a typing error that we cannot interpret; only the single 0 of 0,99 is accepted.
const euros = "(0|[1-9]\\d*|[1-9]\\d{0,2}(?:\\p{Zs}\\d{3})+|[1-9]\\d{0,2}(?:['’]\\d{3})+)"
// The zeros after the cents are those of databases (49.900000); with one only, 49,900 could be thousands. A dash stands
// for no cents: 49,-.
const cents = '(?:[.,](?:(\\d{1,2})|(\\d{2})0{2,}|\\p{Pd}{1,2}))?'
const currency = '(?:€|EUR|euros?)'
const withTaxes = '(?:\\p{Zs}?(?:TTC|\\(TTC\\)))?'
const spellings = [
  `${euros}${cents}${withTaxes}`,
  `${euros}${cents}\\p{Zs}?${currency}${withTaxes}[.,;]?`,
  `${currency}\\p{Zs}?${euros}${cents}${withTaxes}`,
  // 49€90, 49 € 90
  `${euros}\\p{Zs}?${currency}\\p{Zs}?(\\d{2})${withTaxes}`,
].map((spelling) => new RegExp(`^${spelling}$`, 'iu'))

/** Reads an amount that a person typed, in integer cents. What could be read in two ways is refused, never guessed. */
export function parseAmount(typed: string, { min, max } = amountRange): Parsed<number, AmountProblem> {
  const text = typed.trim()
  if (text === '') return invalid('empty')
  const read = spellings.map((spelling) => spelling.exec(text)).find((match) => match !== null)
  const [, whole, ...parts] = read ?? []
  const decimals = parts.find((part) => part !== undefined) ?? ''
  if (whole === undefined) return invalid('ambiguous')
  const cents = Number(whole.replace(/\D/g, '') + decimals.padEnd(2, '0'))
  if (cents < min) return invalid('too_small')
  if (cents > max) return invalid('too_large')
  return valid(cents)
}

/** `1 234,50 €` in French, with the no-break spaces of `Intl`. Takes integer cents, and throws for anything else. */
export function formatAmount(cents: number, language: string): string {
  return formatterFor(language).format(toDecimal(cents))
}

/** `1234,50`: how a form field shows an amount. Takes integer cents, and throws for anything else. */
export function formatAmountForInput(cents: number): string {
  return toDecimal(cents).replace('.', ',')
}

const formatters = new Map<string, Intl.NumberFormat>()

function formatterFor(language: string): Intl.NumberFormat {
  const known = formatters.get(language)
  if (known) return known
  const formatter = new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' })
  formatters.set(language, formatter)
  return formatter
}

function toDecimal(cents: number): `${number}` {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`Not an integer number of cents: ${cents}`)
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}` as `${number}`
}
