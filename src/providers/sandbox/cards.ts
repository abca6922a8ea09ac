/**
 * The card form of the sandbox. It accepts test cards only; any other number is refused before anything else sees it.
 */

import type { CardBrand } from '../../domain/card-brand.ts'
import { isLuhnValid } from '../../domain/card-number.ts'
import { isoDay } from '../../domain/formats.ts'
import type { Card } from '../../domain/gateway.ts'
import { gatherFields, invalid, type Parsed, type ParsedForm, valid } from '../../domain/parsed.ts'
import type { FailureCode } from '../../domain/request-lifecycle.ts'
import type { Catalogue, ProblemsOf } from '../../i18n/catalogues.ts'

type Sentences = Catalogue['sandbox']['problems']
type CardErrors = ProblemsOf<Sentences, Sentences>

export type CardOutcome = 'paid' | 'challenge' | 'lost_answer' | 'disputed' | FailureCode

/** What is kept of a card. The number and the code never leave this file. */
export interface SandboxCard extends Card {
  last4: string
  outcome: CardOutcome
}

/** The only list of test cards: the form offers some of them, docs/payments.md names all. */
export const testCards = [
  { number: '4242 4242 4242 4242', brand: 'Visa', outcome: 'paid', isOffered: true },
  { number: '5555 5555 5555 4444', brand: 'Mastercard', outcome: 'paid', isOffered: false },
  { number: '4000 0025 0000 3155', brand: 'Visa', outcome: 'challenge', isOffered: true },
  { number: '4000 0000 0000 0002', brand: 'Visa', outcome: 'card_declined', isOffered: true },
  { number: '4000 0000 0000 9995', brand: 'Visa', outcome: 'insufficient_funds', isOffered: true },
  { number: '4000 0000 0000 0127', brand: 'Visa', outcome: 'incorrect_number', isOffered: true },
  { number: '4000 0000 0000 0119', brand: 'Visa', outcome: 'processing_error', isOffered: true },
  { number: '4000 0000 0000 0259', brand: 'Visa', outcome: 'lost_answer', isOffered: false },
  { number: '4000 0000 0000 2685', brand: 'Visa', outcome: 'disputed', isOffered: false },
] as const satisfies { number: string; brand: CardBrand; outcome: CardOutcome; isOffered: boolean }[]

export const testBrands: readonly CardBrand[] = [...new Set(testCards.map(({ brand }) => brand))]

/** Reads `card_number`, `card_expiry`, `card_csc` and `card_name` into a test card, or into problems by field. */
export function readCard(
  body: Record<string, string>,
  now = new Date(),
): ParsedForm<SandboxCard, CardErrors> {
  const typed = (field: string) => String(body[field] ?? '').trim()
  const read = gatherFields({
    card_number: readNumber(typed('card_number')),
    card_expiry: checkExpiry(typed('card_expiry'), now),
    card_csc: checkSpelling(typed('card_csc'), /^\d{3,4}$/),
    card_name: checkSpelling(typed('card_name'), /^.{1,60}$/u),
  })
  return read.ok ? valid(read.value.card_number) : { ok: false, errors: read.errors }
}

/** Card numbers are typed and pasted in groups: `4242 4242…`, `4242-4242…`. */
function digitsOf(number: string): string {
  return number.replace(/[\s.\p{Dash}]/gu, '')
}

function readNumber(typed: string): Parsed<SandboxCard, 'missing' | 'not_a_test_card' | 'incorrect_number'> {
  const digits = digitsOf(typed)
  if (digits === '') return invalid('missing')
  const card = testCards.find(({ number }) => digitsOf(number) === digits)
  if (card) return valid({ outcome: card.outcome, brand: card.brand, last4: digits.slice(-4) })
  const isOfACard = /^\d{13,19}$/.test(digits) && isLuhnValid(digits)
  return invalid(isOfACard ? 'not_a_test_card' : 'incorrect_number')
}

function checkExpiry(expiry: string, now: Date): Parsed<null, 'missing' | 'unreadable' | 'past'> {
  if (expiry === '') return invalid('missing')
  const month = readExpiry(expiry)
  if (!month) return invalid('unreadable')
  return month < monthInParis(now) ? invalid('past') : valid(null)
}

// The keypads of telephones offer some of these marks and not the others.
const mark = '(?:\\s*[\\p{Dash}/.,:;_|\\\\\u2044\u2215]\\s*|\\s+)'
// A month without its zero needs a separator: 129 could be 1/29 or 12/9.
const expirySpellings = [
  `(?<month>0?[1-9]|1[0-2])${mark}(?:20)?(?<year>\\d{2})`,
  '(?<month>0[1-9]|1[0-2])(?:20)?(?<year>\\d{2})',
  `20(?<year>\\d{2})${mark}(?<month>0?[1-9]|1[0-2])`,
].map((spelling) => new RegExp(`^${spelling}$`, 'u'))

/** `12/29`, `1-29`, `12 / 2029`, `122029`, `2029-12` -> `2029-12`. */
function readExpiry(expiry: string): string | undefined {
  const text = expiry.normalize('NFKC')
  const read = expirySpellings.map((spelling) => spelling.exec(text)?.groups).find(Boolean)
  return read && `20${read.year}-${read.month!.padStart(2, '0')}`
}

/** A card is valid until the end of its month, in the merchant's time zone: `2026-11`. */
const monthInParis = (now: Date) => isoDay(now).slice(0, 7)

function checkSpelling(typed: string, spelling: RegExp): Parsed<null, 'missing' | 'unreadable'> {
  if (typed === '') return invalid('missing')
  return spelling.test(typed) ? valid(null) : invalid('unreadable')
}
