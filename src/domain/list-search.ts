/** What was typed to search with -> what to look for. */
import { parseAmount } from './money.ts'
import { parsePhone } from './phone.ts'
import { cleanText } from './plain-text.ts'

/** Found in what is written of a request, as digits of its phone number, or as its amount in integer cents. */
export interface Term {
  text?: string
  digits?: string | undefined
  cents?: number | undefined
}

/** A request is found when every term of one way of reading what was typed is found. */
export type Search = Term[][]

const mostWords = 10
/** Fewer digits of a phone number are in too many of them. */
const fewestDigits = 4

/** `249,00` may be an amount or a word; `06 12 34` digits of a phone number or three words: either will do. */
export function parseSearch(typed: string): Search | undefined {
  const text = cleanText(typed)
  const words = foldMarks(text)
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return undefined
  const whole = { digits: readDigits(text), cents: readCents(text) }
  const isWords = words.length > 1 && (whole.digits !== undefined || whole.cents !== undefined)
  return [words.slice(0, mostWords).map(readWord), ...(isWords ? [[whole]] : [])]
}

/** So that no word is nothing but an accent. */
const foldMarks = (text: string) => text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '')

function readWord(text: string): Term {
  return { text, digits: readDigits(text), cents: readCents(text) }
}

function readCents(text: string): number | undefined {
  const amount = parseAmount(text)
  return amount.ok ? amount.cents : undefined
}

/** As a number is kept, where it is a whole one. Undefined for what is no number of any phone. */
function readDigits(text: string): string | undefined {
  if (!/^[+\d\s\p{Pd}()./]+$/u.test(text)) return undefined
  const digits = (parsePhone(text) ?? text.replace(/^\s*00/, '')).replace(/\D/g, '')
  return digits.length < fewestDigits ? undefined : digits
}
