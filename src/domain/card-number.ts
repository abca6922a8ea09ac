import { cleanText } from './plain-text.ts'

// Digits as people space them: 4242 4242…, 4242-4242…, 4242.4242…, 4242/4242….
const spacedDigits = /\d+(?:[\s\p{Pd}./]{1,3}\d+)*/gu
const shortestCard = 13
const longestCard = 19

/**
 * Whether a card number (13–19 digits, Luhn; PCI DSS 3.5.1) is written anywhere in the text. It must start
 * and end with a group of digits, so that a date or a security code beside it does not hide it.
 */
export function containsCardNumber(text: string): boolean {
  const runs = cleanText(text).normalize('NFKC').match(spacedDigits) ?? []
  return runs.some((run) => {
    const groups = run.match(/\d+/g) ?? []
    return groups.some((_, start) => startsWithCard(groups.slice(start, start + longestCard)))
  })
}

/** ISO/IEC 7812-1, annex B. False for anything but ASCII digits. */
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
    if (digits.length >= shortestCard && isLuhnValid(digits)) return true
  }
  return false
}
