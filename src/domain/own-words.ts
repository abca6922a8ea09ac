/** A short message written by the merchant, for the e-mail and the pay page. Nothing in it may become a link. */
import { containsCardNumber } from './card-number.ts'
import { findLinkable, type Linkable } from './linkable.ts'
import { invalid, type Parsed, valid } from './parsed.ts'
import { cleanParagraphs } from './plain-text.ts'

const most = 300

type OwnWordsProblem = 'too_long' | 'card_number' | Linkable

/** Null when nothing was typed. Line breaks are kept. */
export function parseOwnWords(typed: string): Parsed<string | null, OwnWordsProblem> {
  const words = cleanParagraphs(typed)
  if (words === '') return valid(null)
  if ([...words].length > most) return invalid('too_long')
  if (containsCardNumber(words)) return invalid('card_number')
  const problem = findLinkable(words.replace(dates, '…'))
  return problem ? invalid(problem) : valid(words)
}

/** 03/12/2026 has the digits of a telephone number, and is none unless more digits stand beside it. */
const dates = /(?<!\p{Nd}[\s./-]*)\b\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d\b(?![\s./-]*\p{Nd})/gu
