/** What was typed to search with -> what to look for. */
import { parseAmount } from '../money.ts'
import { parsePhone } from './phone.ts'
import { cleanText } from './plain-text.ts'

/** Found in what is written of a request, or its amount in integer cents. */
export interface Term {
  text: string
  cents: number | undefined
}

/** A request is found when every term of one way of reading what was typed is found. */
export type Search = Term[][]

const mostWords = 10

/** `249,00` may be an amount or a word; `06 12 34` a phone number or three words: either will do. */
export function parseSearch(typed: string): Search | undefined {
  const text = cleanText(typed)
  if (text === '') return undefined
  const words = text.split(' ').slice(0, mostWords).map(readTerm)
  const isOneWord = words.length === 1
  const phone = readPhone(text)
  return [
    words,
    ...(phone !== undefined && phone !== text ? [[{ text: phone, cents: undefined }]] : []),
    ...(!isOneWord && readCents(text) !== undefined ? [[readTerm(text)]] : []),
  ]
}

function readTerm(text: string): Term {
  return { text, cents: readCents(text) }
}

function readCents(text: string): number | undefined {
  const amount = parseAmount(text)
  return amount.ok ? amount.cents : undefined
}

/** As kept, or the digits there are of it. Undefined for what is no number of any phone. */
function readPhone(text: string): string | undefined {
  if (!/^[+\d\s\p{Pd}()./]+$/u.test(text)) return undefined
  const digits = text.replace(/[^+\d]/g, '').replace(/^00/, '+')
  return digits.length < 3 ? undefined : (parsePhone(text) ?? digits)
}
