/** The numbers that identify a French business: the SIREN of the INSEE, and the number it has for VAT. */
import { isLuhnValid } from './card-number.ts'
import { invalid, type Parsed, valid } from './parsed.ts'
import { cleanText } from './plain-text.ts'

/** Takes `732 829 320`; the value is `732829320`. */
export function parseSiren(typed: string): Parsed<string, 'invalid'> {
  const siren = withoutSpaces(typed)
  return isSiren(siren) ? valid(siren) : invalid('invalid')
}

/** Takes `FR 44 732 829 320`, with or without the country; the value is `FR44732829320`. */
export function parseVatNumber(typed: string): Parsed<string, 'invalid'> {
  const [, key, siren = ''] = /^(?:FR)?(\d{2})(\d{9})$/.exec(withoutSpaces(typed).toUpperCase()) ?? []
  // The businesses of Monaco have French numbers, with 000 and a number of their own instead of a SIREN.
  const isOfBusiness = isSiren(siren) || siren.startsWith('000')
  return isOfBusiness && key === keyOf(siren) ? valid(`FR${key}${siren}`) : invalid('invalid')
}

/** `732 829 320`, with spaces that do not break. */
export const formatSiren = (siren: string) => siren.replace(/\B(?=(?:\d{3})+$)/g, '\u00A0')

/** `FR 44 732 829 320`. */
export const formatVatNumber = (number: string) =>
  `${number.slice(0, 2)}\u00A0${number.slice(2, 4)}\u00A0${formatSiren(number.slice(4))}`

const withoutSpaces = (typed: string) => cleanText(typed).replace(/[\s.-]/g, '')

const isSiren = (digits: string) => digits.length === 9 && isLuhnValid(digits)

/** CGI, ann. II, art. 242 nonies A; the formula is the tax administration's. */
function keyOf(siren: string): string {
  return String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')
}
