/** Parsers of the settings: each turns what was typed into a value, or says what is wrong with it. */
import * as numbers from './business-number.ts'
import { parseEmail } from './email.ts'
import { longestSmsName, longestTradeName, type NameProblem, parseName } from './name.ts'
import { invalid, type Parsed, valid } from './parsed.ts'
import { readPhone } from './phone.ts'
import { cleanLines } from './plain-text.ts'
import { mostDays } from './request-lifecycle.ts'
import { parseWebAddress } from './web-address.ts'
import { type Language, languages } from './words.ts'

const longestLegalName = 80
const longestAddress = 200
const mostAddressLines = 5
/** The column has a check of its own. */
export const mostNoticeEmails = 5

export const parseTradeName = (typed: string, brand: string) => parseName(typed, longestTradeName, brand)

export const parseSmsName = (typed: string, brand: string) =>
  optional(typed, (name) => parseName(name, longestSmsName, brand))

export function parseLegalName(
  typed: string,
  brand: string,
): Parsed<string | null, Exclude<NameProblem, 'empty'>> {
  const name = parseName(typed, longestLegalName, brand)
  if (name.ok) return name
  return name.problem === 'empty' ? valid(null) : invalid(name.problem)
}

export const parseSiren = (typed: string) => optional(typed, numbers.parseSiren)
export const parseVatNumber = (typed: string) => optional(typed, numbers.parseVatNumber)
export const parsePageAddress = (typed: string) => optional(typed, parseWebAddress)

export function parsePostalAddress(typed: string): Parsed<string | null, 'too_many_lines' | 'too_long'> {
  const lines = cleanLines(typed)
  const address = lines.join('\n')
  if (lines.length > mostAddressLines) return invalid('too_many_lines')
  return lengthOf(address) > longestAddress ? invalid('too_long') : valid(address || null)
}

export function parseContactEmail(typed: string): Parsed<string, 'empty' | 'invalid'> {
  if (typed.trim() === '') return invalid('empty')
  return parseEmail(typed)
}

export const parseReplyTo = (typed: string) => optional(typed, parseEmail)

/** Any number that customers can call, French or foreign, mobile or landline. */
export function parseContactPhone(typed: string): Parsed<string | null, 'invalid'> {
  if (typed.trim() === '') return valid(null)
  const phone = readPhone(typed)
  return phone ? valid(phone) : invalid('invalid')
}

export function parseDefaultLanguage(typed: string): Parsed<Language, 'unknown'> {
  const known = languages.find((one) => one === typed)
  return known ? valid(known) : invalid('unknown')
}

export function parseExpiryDays(typed: string): Parsed<number, 'range'> {
  const days = readDays(typed, mostDays)
  return days ? valid(days) : invalid('range')
}

export function parseNoticeEmails(typed: string): Parsed<string[], 'invalid' | 'too_many'> {
  const pieces = typed.split(/[\r\n,;]+/).map((piece) => piece.trim())
  // Addresses may stand on one line, with spaces between them; so may one address and its name.
  const one = (piece: string) => (parseEmail(piece).ok ? [piece] : piece.split(/\s+/))
  const parsed = pieces.flatMap(one).filter(Boolean).map(parseEmail)
  const emails = parsed.flatMap((one) => (one.ok ? [one.value] : []))
  if (emails.length < parsed.length) return invalid('invalid')
  return emails.length > mostNoticeEmails ? invalid('too_many') : valid([...new Set(emails)])
}

/** What may be left empty. */
function optional<Value, Problem extends string>(
  typed: string,
  parse: (typed: string) => Parsed<Value, Problem>,
): Parsed<Value | null, Problem> {
  return typed.trim() === '' ? valid(null) : parse(typed)
}

/** A whole number from 1 to `most`. Undefined for anything else. */
export function readDays(typed: string, most: number): number | undefined {
  const days = /^\s*\d{1,2}\s*$/.test(typed) ? Number(typed) : 0
  return days >= 1 && days <= most ? days : undefined
}

const lengthOf = (text: string) => [...text].length
