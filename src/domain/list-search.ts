/** Reads what was typed in the search field into terms to look for. docs/search.md explains the whole search. */
import { parseEmail } from './email.ts'
import { parseAmount } from './money.ts'
import { readPhone } from './phone.ts'
import { cleanText } from './plain-text.ts'

/**
 * One thing to look for: a word of the request, its address, digits of its phone number, or its amount in integer
 * cents. One of them is enough.
 */
export interface Term {
  text?: string
  /** Where it is kept in another spelling: `lea@xn--lagage-9ua.example` when `<lea@élagage.example>` was typed. */
  address?: string
  digits?: string | undefined
  cents?: number | undefined
}

/** The ways to read what was typed. A request is found when all terms of one of them are found. */
export type Search = Term[][]

const mostWords = 10
/** With fewer digits, too many phone numbers match. */
const fewestDigits = 4

/**
 * What was typed may be read in several ways: `249,00` as an amount or a word, `06 12 34` as digits of a phone number or
 * three words, `n°118` as one word or two. Any of them may match.
 */
export function parseSearch(typed: string): Search | undefined {
  const text = cleanText(typed)
  const words = text.split(' ').flatMap(splitWord)
  if (words.length === 0) return undefined
  const whole = { digits: readDigits(text), cents: readCents(text) }
  const isWords = words.length > 1 && (whole.digits !== undefined || whole.cents !== undefined)
  const parted = words.flatMap(partNumber)
  return [
    words.slice(0, mostWords),
    ...(isWords ? [[whole]] : []),
    ...(parted.length > words.length ? [parted.slice(0, mostWords)] : []),
  ]
}

/** `n°118` is found where `n° 118` is written. */
function partNumber(word: Term): Term[] {
  const [, mark, number] = /^(n°)(\d.*)$/i.exec(word.text ?? '') ?? []
  return mark && number ? [readWord(mark), readWord(number)] : [word]
}

/** Some marks become a space when they are folded (´), or nothing (a lone accent). */
function splitWord(word: string): Term[] {
  const email = word.includes('@') ? parseEmail(word) : undefined
  if (email?.ok && email.value !== word) return [{ ...readWord(foldAccents(word)), address: email.value }]
  return foldAccents(word).split(/\s+/).filter(Boolean).map(readWord)
}

/**
 * `search_fold` in SQL folds №, º and ᵒ in the same way. SQL then removes the marks that a word begins with: № is removed
 * here, before it becomes letters. A word of such marks only stays.
 */
function foldAccents(text: string): string {
  const bare = text.replace(/^\p{So}+(?=\P{So})/u, '')
  const spelled = bare.replaceAll('№', 'n°').replace(/[ºᵒ]/g, '°').replace(endMarks, '')
  return spelled.normalize('NFKD').replace(/[\u0300-\u036f]/g, '')
}

/** What ends a word in a sentence. */
const endMarks = /(?<=[\p{L}\p{N}])[,;:.!?…)\]}"”»›]+$/u

function readWord(text: string): Term {
  return { text, digits: readDigits(text), cents: readCents(text) }
}

function readCents(text: string): number | undefined {
  const amount = parseAmount(text)
  return amount.ok ? amount.value : undefined
}

/**
 * Digits as phone numbers are kept (E.164 without `+`) when a whole number was typed. Undefined for what cannot be a
 * phone number.
 */
function readDigits(text: string): string | undefined {
  const phone = readPhone(text)
  if (!phone && !/^[+\d\s\p{Pd}()./]+$/u.test(text)) return undefined
  const digits = (phone ?? text.replace(/^\s*00/, '')).replace(/\D/g, '')
  return digits.length < fewestDigits ? undefined : digits
}
