import { cleanText } from './plain-text.ts'

/**
 * First digits and lengths of the card schemes in use. ISO/IEC 7812-1 defines the form of a number (8 to 19 digits, a
 * Luhn check digit); the ranges come from the schemes' own documents. CB cards have a Visa, Mastercard or Maestro
 * number.
 */
const schemes: { start: RegExp; lengths: number[] }[] = [
  { start: /^4/, lengths: [13, 16, 19] }, // Visa
  { start: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] }, // Mastercard
  { start: /^3[47]/, lengths: [15] }, // American Express
  { start: /^(5[06-8]|6)/, lengths: [13, 14, 15, 16, 17, 18, 19] }, // Maestro; Discover and UnionPay among the 6…
  { start: /^(352[89]|35[3-8])/, lengths: [16, 17, 18, 19] }, // JCB
  { start: /^81/, lengths: [16, 17, 18, 19] }, // UnionPay
  { start: /^3(0[0-5]|095|[689])/, lengths: [14, 16, 17, 18, 19] }, // Diners Club
]
const shortestCard = 13
const longestCard = 19

// The ways people separate digits: 4242 4242…, 4242-4242…, 4242.4242…, 4242/4242….
const spacedDigits = /\d+(?:[\s\p{Dash}./]{1,3}\d+)*/gu
// Groups as they are printed on a card may have any mark between them: 4242_4242…, (4242) (4242)…, 4242,4242….
// "4512, 4513" and "4512 + 4513" are several numbers.
const markedGroups = /\d{4,6}(?:(?:[^\p{L}\p{N},;:+&]{1,3}|[,;:+])\d{3,6})+/gu
// ISO 13616, in groups of four. Those of French banks hold what looks like cards of Visa and Diners Club.
const spacedIban = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,3})?(?![\p{L}\p{N}])/gu

/**
 * Whether the text contains a card number: a scheme's first digits and length, and a valid Luhn check digit (PCI DSS
 * 3.5.1). A number that starts and ends at a group of digits is found even when a date or a security code stands
 * beside it.
 */
export function containsCardNumber(text: string): boolean {
  const plain = cleanText(text)
    .normalize('NFKC')
    .replace(spacedIban, (iban) => (isIban(iban) ? 'IBAN' : iban))
  const runs = [spacedDigits, markedGroups].flatMap((spelling) => plain.match(spelling) ?? [])
  return runs.some((run) => {
    const groups = run.match(/\d+/g) ?? []
    // Groups of another kind of number could look like a shorter card: an IMEI is written 35 412345 678901 2.
    if (isOtherNumber(groups.join(''))) return false
    return groups.some((_, start) => startsWithCard(groups.slice(start, start + longestCard)))
  })
}

/** The check of ISO/IEC 7812-1, annex B. False for anything but ASCII digits. */
export function isLuhnValid(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

function startsWithCard(groups: string[]): boolean {
  let digits = ''
  for (const group of groups) {
    digits += group
    if (digits.length > longestCard) return false
    if (digits.length >= shortestCard && isCardNumber(digits)) return true
  }
  return false
}

function isCardNumber(digits: string): boolean {
  const isOfScheme = schemes.some(
    ({ start, lengths }) => lengths.includes(digits.length) && start.test(digits),
  )
  return isOfScheme && isLuhnValid(digits) && !isOtherNumber(digits)
}

// GSMA TS.06: no body that allocates IMEIs has numbers that start with 34, 37 (American Express), 56 to 58 or 6
// (Maestro).
const imei = /^(?!3[47]|5[6-8]|6)\d{15}$/
// ITU-T E.118: starts with 89 (telecommunications), and has 19 digits, or 20 where the operator's number is longer.
const simNumber = /^89\d{17,18}$/

/** Numbers that merchants write and that have a valid Luhn check digit like a card. */
function isOtherNumber(digits: string): boolean {
  return isLuhnValid(digits) && (isSiret(digits) || imei.test(digits) || simNumber.test(digits))
}

/**
 * INSEE: the first nine digits, the SIREN, have a valid Luhn check digit too. Only one in ten Diners Club numbers
 * has.
 */
function isSiret(digits: string): boolean {
  return digits.length === 14 && isLuhnValid(digits.slice(0, 9))
}

/** ISO 7064, MOD 97-10: the first four characters are put at the end, and letters count from 10. */
function isIban(iban: string): boolean {
  const text = iban.replaceAll(' ', '')
  const digits = [...text.slice(4), ...text.slice(0, 4)].map((one) => Number.parseInt(one, 36)).join('')
  return BigInt(digits) % 97n === 1n
}
