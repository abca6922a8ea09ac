/** Judges in which encoding a text of western Europe makes sense: `Réparation` does, `RŽparation` does not. */
import type { Reading } from './encodings.ts'

/**
 * `certain`: undefined when no reading is clearly better than all others. `ranked`: all of them, the best first.
 */
export function chooseReading(readings: Reading[]): { certain: Reading | undefined; ranked: Reading[] } {
  const rated = readings.map((reading) => ({ reading, rate: rateText(reading) }))
  rated.sort((a, b) => b.rate - a.rate)
  const [first, second] = rated
  return {
    certain: first && isClear(first, second?.rate ?? 0) ? first.reading : undefined,
    ranked: rated.map(({ reading }) => reading),
  }
}

interface Rated {
  reading: Reading
  rate: number
}

/** Much better than the others. In Windows, the encoding of most files: the only one that makes sense is enough. */
function isClear({ reading, rate }: Rated, second: number): boolean {
  if (reading.encoding === 'windows' && rate > 0 && second < 0) return true
  return rate - Math.max(second, 0) >= clearly
}

/** Nearly the difference that one frequent letter (`é`) in the middle of a word makes. */
const clearly = 3

/** The average of its characters beyond ASCII, weighed by how many there are, up to twenty. */
function rateText({ text, encoding }: Reading): number {
  let sum = 0
  let count = 0
  for (const { index } of text.matchAll(/[^\0-\x7f]/gu)) {
    count += 1
    sum += rateCharacter(text, index)
  }
  const rate = count === 0 ? 0 : (sum / count) * Math.min(count, 20) ** 0.5
  // Most files are written on Windows.
  return encoding === 'windows' && rate > 0 ? rate + 1 : rate
}

function rateCharacter(text: string, place: number): number {
  const one = text[place] ?? ''
  const around = { before: text[place - 1] ?? ' ', after: text[place + 1] ?? ' ' }
  const signs = /[€£°º’‘“”«»–—…•·№§²³½\u00A0\u202F]/
  if (signs.test(one)) return rateSign(one, around)
  if (/[àâäçéèêëîïôöœæùûüÿñáíóúìòß]/.test(one)) return rateSmall(one, around)
  if (/[ÀÂÄÇÉÈÊËÎÏÔÖŒÆÙÛÜŸÑÁÍÓÚÌÒ]/.test(one)) return rateCapital(around)
  // Letters of countries further away (å, ø, š, ž): names have them, but seldom.
  return /\p{Ll}/u.test(one) && /[a-z]/.test(around.before) ? 0.5 : -4
}

interface Around {
  before: string
  after: string
}

function rateSmall(one: string, { before, after }: Around): number {
  if (/[A-Z]/.test(after) || /[A-Z]{2}/.test(before + after)) return -4
  if (/\p{L}/u.test(before)) return /[éèêàç]/.test(one) ? 4 : /[âîïôûùëœ]/.test(one) ? 2.5 : 1.5
  if (/[a-z]/.test(after)) return /[éàê]/.test(one) ? 3 : 1
  return one === 'à' && before === ' ' && after === ' ' ? 4 : -1
}

/** In a word of capitals, or before small letters at the beginning of one. */
function rateCapital({ before, after }: Around): number {
  if (/\p{Ll}/u.test(before)) return -4
  if (/\p{Lu}/u.test(before) && !/[a-z]/.test(after)) return 3
  if (/[\p{Lu}]/u.test(after)) return 3
  return /[a-z]/.test(after) && !/\p{L}/u.test(before) ? 2 : -2
}

function rateSign(one: string, { before, after }: Around): number {
  const isLetter = (next: string) => /\p{L}/u.test(next)
  if (/[’‘]/.test(one)) return isLetter(before) && isLetter(after) ? 4 : -1
  if (/[°º]/.test(one)) return /[nN\d]/.test(before) && !isLetter(after) ? 4 : -2
  if (/[€£]/.test(one)) return isLetter(before) || isLetter(after) ? -3 : 3
  if (/[\u00A0\u202F]/.test(one)) return /[\d«:;!?€n°]/.test(before + after) ? 3 : -1
  if (/[“«]/.test(one)) return isLetter(before) ? -3 : 1
  if (/[”»]/.test(one)) return isLetter(after) ? -3 : 1
  if (/[²³½]/.test(one)) return /[m\d]/.test(before) ? 2 : -2
  return isLetter(after) ? -2 : 1
}
