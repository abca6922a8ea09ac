/** The name of a business or of a person: it stands in SMS, in the From header of e-mails and on the pay page. */
import { readsAs } from './lookalikes.ts'
import { invalid, type Parsed, valid } from './parsed.ts'
import { cleanText } from './plain-text.ts'

/** In characters: the longest that one SMS has room for beside its text. */
export const longestTradeName = 20
export const longestPersonName = 80

export type NameProblem = 'empty' | 'too_long' | MisreadAs
type MisreadAs = 'link' | 'address' | 'phone' | 'platform' | 'alphabets'

/** `most`: characters; `brand`: the name of the platform, which nobody else may bear. */
export function parseName(typed: string, most: number, brand: string): Parsed<string, NameProblem> {
  const name = cleanText(typed)
  if (name === '') return invalid('empty')
  if ([...name].length > most) return invalid('too_long')
  const problem = findMisreading(name, brand)
  return problem ? invalid(problem) : valid(name)
}

function findMisreading(name: string, brand: string): MisreadAs | undefined {
  // Compatibility forms are read as the letters and digits that they show: full-width, circled, mathematical.
  const text = name.normalize('NFKC')
  if (/\S@\S/.test(text)) return 'address'
  // 06.12.34.56.78 could also be read as an IP address.
  if (isPhone(text)) return 'phone'
  if (isLink(text)) return 'link'
  if (readsAs(text, brand)) return 'platform'
  return isOfOneAlphabet(text) ? undefined : 'alphabets'
}

const scheme = /:\/\/|^\/\/|\b(?:https?|ftp|mailto|tel|sms|javascript):\S/i
// Mail and message programs make a link of evil.example and of 192.0.2.1, but not of S.A.R.L. or J. P. Martin.
const host = /[\p{L}\p{N}]\.(?:\p{L}[\p{L}\p{N}-]+)|\bwww\.|\b\d{1,3}(?:\.\d{1,3}){3}\b/iu

function isLink(text: string): boolean {
  // Browsers take these for the dot of a domain (UTS 46).
  return scheme.test(text) || host.test(text.replace(/[\u3002\uFF61]/g, '.'))
}

const digitRuns = /\+?\p{Nd}(?:[\s.,\p{Pd}/()_*]*\p{Nd})*/gu
const callWord = /\b(?:appelez|appeler|composez|call|dial|tel[\s.:]*\d)|[☎☏✆📞📱]/u

/** A year, a street number and 24/24 are none. */
function isPhone(text: string): boolean {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const hasLetters = /\p{L}/u.test(text)
  return (text.match(digitRuns) ?? []).some((run) => {
    const { length } = run.match(/\p{Nd}/gu)!
    // 3639 by itself, and "Appelez le 3639", are numbers that can be dialled.
    if (length >= 3 && (!hasLetters || callWord.test(plain))) return true
    return length >= 9 || (length >= 6 && /^(?:\+|\(?0|118)/.test(run))
  })
}

// Unicode UTS 39, 5.2, "Highly Restrictive": one script, or Latin beside those of Chinese, Japanese or Korean.
const alone = [
  ...['Arabic', 'Armenian', 'Bengali', 'Cyrillic', 'Devanagari', 'Ethiopic', 'Georgian', 'Greek', 'Gujarati'],
  ...['Gurmukhi', 'Hebrew', 'Kannada', 'Khmer', 'Lao', 'Malayalam', 'Myanmar', 'Oriya', 'Sinhala', 'Tamil'],
  ...['Telugu', 'Thaana', 'Thai', 'Tibetan', 'Tifinagh'],
]
const together = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
]
const alphabets = [...alone.map((script) => [script]), ...together].map((scripts) => {
  const letters = ['Common', 'Inherited', ...scripts].map((script) => `\\p{Script_Extensions=${script}}`)
  return new RegExp(`^[${letters.join('')}\\P{L}]*$`, 'u')
})

const isOfOneAlphabet = (text: string) => alphabets.some((letters) => letters.test(text))
