// Only the "max" metadata of libphonenumber distinguish a mobile number from a landline or a premium number.
import {
  type CountryCode,
  getCountryCallingCode,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'
import { invalid, type Parsed, valid } from './parsed.ts'
import { cleanText, longestValue } from './plain-text.ts'

export type PhoneProblem = 'empty' | 'invalid' | 'not_mobile' | 'country'

// These territories share the ten-digit French numbering plan (0690… is Guadeloupe, 0692… Réunion) but have country
// codes of their own. For libphonenumber, Saint-Barthélemy and Saint-Martin are Guadeloupe.
const frenchPlan = ['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM'] as const satisfies CountryCode[]

/** France and its overseas territories (TF has no mobile numbers of its own), and its neighbours. */
export const defaultSmsCountries: readonly CountryCode[] = [
  ...frenchPlan,
  ...(['BL', 'MF', 'NC', 'PF', 'WF'] as const),
  ...(['BE', 'LU', 'CH', 'MC', 'DE', 'ES', 'IT', 'NL'] as const),
]

/** Reads a mobile number of one of `countries` as E.164, in the French national form or with its country code. */
export function parseMobile(typed: string, countries: readonly CountryCode[]): Parsed<string, PhoneProblem> {
  const text = unwrapNumber(typed)
  if (text === '') return invalid('empty')
  const number = readNumber(text)
  if (!number?.country) return invalid('invalid')
  if (!countries.includes(number.country)) return invalid('country')
  if (!isMobile(number)) return invalid('not_mobile')
  return valid(number.number)
}

/** Reads any phone number, mobile or not, as E.164. Undefined when it is not one. */
export function readPhone(typed: string): string | undefined {
  return readNumber(unwrapNumber(typed))?.number
}

/** Mayotte and Réunion share +262. */
const isOfMayotte = /^\+262(?:269|639)/

/** The country of a number in E.164; France when it belongs to none. */
export function countryOf(e164: string): CountryCode {
  if (isOfMayotte.test(e164)) return 'YT'
  const number = parsePhoneNumberFromString(e164)
  return number?.country ?? number?.getPossibleCountries()[0] ?? 'FR'
}

/** What numbers of the country begin with in E.164: `+33`. Some countries share it. */
export const prefixOf = (country: CountryCode) => `+${getCountryCallingCode(country)}`

const formatted = new Map<string, string>()

/** `06 12 34 56 78` for metropolitan France, `+590 690 12 34 56` for other countries. */
export function formatPhone(e164: string): string {
  const known = formatted.get(e164)
  if (known) return known
  // Pages show the same few numbers again and again. The cache is emptied when it is full, so that it cannot grow for
  // ever.
  if (formatted.size === 1000) formatted.clear()
  const text = spell(e164)
  formatted.set(e164, text)
  return text
}

function spell(e164: string): string {
  const number = parsePhoneNumberFromString(e164)
  if (!number) return e164
  return number.country === 'FR' ? number.formatNational() : number.formatInternational()
}

/**
 * Without what people paste around a number: `tel:`, `Portable :`, quotes, a remark in brackets, the separator of a list.
 */
function unwrapNumber(typed: string): string {
  if (typed.length > longestValue) return typed
  const text = cleanText(typed).normalize('NFKC').replace(label, '').replace(remark, '')
  const bare = text.replace(/^[\s"'“”„«‹<[]+|[\s"'“”»›>\],;]+$/g, '')
  return bare.replace(/[·•∙_\u2212]/g, ' ').replace(/^\((\+\d+)\)/, '$1 ')
}

const nouns =
  't[ée]l(?:[ée]phone)?|portable|port|mobile|mob|gsm|sms|smsto|callto|whatsapp|phone|num[ée]ro|n°|de'
const label = new RegExp(`^(?:(?:${nouns})(?!\\p{L})\\.?\\s*|[☎☏✆📞📱]\uFE0F?\\s*)*:?(?://)?\\s*`, 'iu')
/** `06 12 34 56 78 (perso)` */
const remark = /\s*\([^()\d]*\)[\s,;.]*$/

// The country codes of `frenchPlan`. Spreadsheets and address books drop the + before them.
const frenchCode = /^(?:33|262|508|590|594|596)0?[1-9]\d{8}$/

// A number without a leading 0 or + (612345678) is refused: it is a mobile number in France, and a different one in
// Spain.
function readNumber(text: string): PhoneNumber | undefined {
  if (!/^[+\d\s\p{Pd}()./]+$/u.test(text)) return undefined
  const digits = text.replace(/[^+\d]/g, '')
  if (/^(\+|00)/.test(digits)) return readAs(text, 'FR')
  if (frenchCode.test(digits)) return readAs(`+${text}`, 'FR')
  if (!/^0\d{9}$/.test(digits)) return undefined
  return frenchPlan.map((country) => readAs(digits, country)).find((number) => number !== undefined)
}

function readAs(text: string, defaultCountry: CountryCode): PhoneNumber | undefined {
  const number = parsePhoneNumberFromString(text, { defaultCountry, extract: false })
  return number?.isValid() ? number : undefined
}

// In some countries (US, CA) mobile and fixed numbers look the same; there, `countries` is the only check.
function isMobile(number: PhoneNumber): boolean {
  const type = number.getType()
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE'
}
