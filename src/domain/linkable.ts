/** What mail and message programs make a link of, though nobody wrote one. */

export type Linkable = 'link' | 'address' | 'phone'

export function findLinkable(written: string): Linkable | undefined {
  // Compatibility forms are read as the letters and digits that they show: full-width, circled, mathematical.
  const text = written.normalize('NFKC')
  if (isAddress(text)) return 'address'
  // 06.12.34.56.78 could also be read as an IP address.
  if (hasLongNumber(text)) return 'phone'
  return isLink(text) ? 'link' : undefined
}

export const isAddress = (text: string) => /\S@\S/.test(text)

const scheme = /:\/\/|^\/\/|\b(?:https?|ftp|mailto|tel|sms|javascript):\S/i
// They make a link of evil.example and of 192.0.2.1, but not of S.A.R.L. or J. P. Martin.
const host = /[\p{L}\p{N}]\.(?:\p{L}[\p{L}\p{N}-]+)|\bwww\b|\b\d{1,3}(?:\.\d{1,3}){3}\b/iu
/** Spelled so that people read it as one: `evil [.] example`, `evil (point) fr`. */
const spelledDot = /[\p{L}\p{N}]\s*[[({]\s*(?:\.|dot|point)\s*[\])}]\s*[\p{L}\p{N}]/iu

export function isLink(text: string): boolean {
  // Browsers take these for the dot of a domain (UTS 46).
  return scheme.test(text) || spelledDot.test(text) || host.test(text.replace(/[\u3002\uFF61]/g, '.'))
}

const digitRuns = /\+?\p{Nd}(?:[\s.,\p{Pd}/()_*]*\p{Nd})*/gu

export const digitRunsOf = (text: string): string[] => text.match(digitRuns) ?? []
export const countDigits = (text: string) => text.match(/\p{Nd}/gu)!.length

/** A telephone number. A year, a street number and 24/24 are none. */
export function hasLongNumber(text: string): boolean {
  return digitRunsOf(text).some((run) => {
    const digits = countDigits(run)
    return digits >= 9 || (digits >= 6 && /^(?:\+|\(?0|118)/.test(run))
  })
}
