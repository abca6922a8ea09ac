/** The name of a business or of a person: it stands in SMS, in the From header of e-mails and on the pay page. */
import { countDigits, digitRunsOf, hasLongNumber, isAddress, isLink } from './linkable.ts'
import { readsAs } from './lookalikes.ts'
import { invalid, type Parsed, valid } from './parsed.ts'
import { cleanText } from './plain-text.ts'

/** In characters. */
export const longestTradeName = 60
/** The longest that one SMS has room for beside its text. */
export const longestSmsName = 20
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

/** What fits into an SMS: the first words, or the first characters where those hold no letter. */
export function shortenName(name: string): string {
  const characters = [...name]
  if (characters.length <= longestSmsName) return name
  const words = characters
    .slice(0, longestSmsName + 1)
    .join('')
    .replace(/[\s\p{P}\p{S}]+[^\s]*$/u, '')
  const start = characters.slice(0, longestSmsName).join('').trim()
  return /\p{L}/u.test(words) && [...words].length <= longestSmsName ? words : start
}

function findMisreading(name: string, brand: string): MisreadAs | undefined {
  // Compatibility forms are read as the letters and digits that they show: full-width, circled, mathematical.
  const text = name.normalize('NFKC')
  if (isAddress(text)) return 'address'
  // 06.12.34.56.78 could also be read as an IP address.
  if (isPhone(text)) return 'phone'
  if (isLink(text)) return 'link'
  if (readsAs(text, brand)) return 'platform'
  return isOfOneAlphabet(text) ? undefined : 'alphabets'
}

const callWord = /\b(?:appelez|appeler|composez|call|dial|tel[\s.:]*\d)|[☎☏✆📞📱]/u

function isPhone(text: string): boolean {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const hasLetters = /\p{L}/u.test(text)
  // 3639 by itself, and "Appelez le 3639", are numbers that can be dialled.
  const isShort = (run: string) => countDigits(run) >= 3 && (!hasLetters || callWord.test(plain))
  return hasLongNumber(text) || digitRunsOf(text).some(isShort)
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

/** `Atelier Lumière` -> `AL`, `Acquit` -> `A`. */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}][^\s’'-]*/gu) ?? []
  return words
    .slice(0, 2)
    .map((word) => [...word][0]!.toUpperCase())
    .join('')
}
