/** Parsers of the settings: each turns what was typed into a value, or says what is wrong with it. */
import * as numbers from '../domain/business-number.ts'
import { parseEmail } from '../domain/email.ts'
import { longestSmsName, longestTradeName, parseName } from '../domain/name.ts'
import { invalid, type Parsed, valid } from '../domain/parsed.ts'
import { readPhone } from '../domain/phone.ts'
import { cleanLines } from '../domain/plain-text.ts'
import { parseWebAddress } from '../domain/web-address.ts'
import { type Language, languages } from '../domain/words.ts'

const longestLegalName = 80
const longestAddress = 200
const mostAddressLines = 5
const mostExpiryDays = 90
const mostNoticeEmails = 5

export const parseTradeName = (typed: string, brand: string) => parseName(typed, longestTradeName, brand)

export const parseSmsName = (typed: string, brand: string) =>
  optional(typed, (name) => parseName(name, longestSmsName, brand))

export function parseLegalName(typed: string, brand: string): Parsed<string | null> {
  return typed.trim() === '' ? valid(null) : parseName(typed, longestLegalName, brand)
}

export const parseSiren = (typed: string) => optional(typed, numbers.parseSiren)
export const parseVatNumber = (typed: string) => optional(typed, numbers.parseVatNumber)
export const parsePageAddress = (typed: string) => optional(typed, parseWebAddress)

export function parsePostalAddress(typed: string): Parsed<string | null> {
  const lines = cleanLines(typed)
  const address = lines.join('\n')
  if (lines.length > mostAddressLines) return invalid('too_many_lines')
  return lengthOf(address) > longestAddress ? invalid('too_long') : valid(address || null)
}

export function parseContactEmail(typed: string): Parsed<string> {
  if (typed.trim() === '') return invalid('empty')
  return parseEmail(typed)
}

export function parseReplyTo(typed: string): Parsed<string | null> {
  return optional(typed, parseContactEmail)
}

/** Any number that customers can call, French or foreign, mobile or landline. */
export function parseContactPhone(typed: string): Parsed<string | null> {
  if (typed.trim() === '') return valid(null)
  const phone = readPhone(typed)
  return phone ? valid(phone) : invalid('invalid')
}

export function parseDefaultLanguage(typed: string): Parsed<Language> {
  const known = languages.find((one) => one === typed)
  return known ? valid(known) : invalid('unknown')
}

export function parseExpiryDays(typed: string): Parsed<number> {
  const days = readDays(typed, mostExpiryDays)
  return days ? valid(days) : invalid('range')
}

export function parseNoticeEmails(typed: string): Parsed<string[]> {
  const pieces = typed.split(/[\r\n,;]+/).map((piece) => piece.trim())
  // Addresses may stand on one line, with spaces between them; so may one address and its name.
  const one = (piece: string) => (parseEmail(piece).ok ? [piece] : piece.split(/\s+/))
  const parsed = pieces.flatMap(one).filter(Boolean).map(parseEmail)
  const emails = parsed.flatMap((one) => (one.ok ? [one.value] : []))
  if (emails.length < parsed.length) return invalid('invalid')
  return emails.length > mostNoticeEmails ? invalid('too_many') : valid([...new Set(emails)])
}

/** What may be left empty. */
function optional<Value>(typed: string, parse: (typed: string) => Parsed<Value>): Parsed<Value | null> {
  return typed.trim() === '' ? valid(null) : parse(typed)
}

/** A whole number from 1 to `most`. Undefined for anything else. */
export function readDays(typed: string, most: number): number | undefined {
  const days = /^\s*\d{1,2}\s*$/.test(typed) ? Number(typed) : 0
  return days >= 1 && days <= most ? days : undefined
}

const lengthOf = (text: string) => [...text].length
