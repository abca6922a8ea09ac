/** Reads a cell as it was meant, before a spreadsheet changed it. */
import { isoDay } from '../../domain/formats.ts'
import { readPhone } from '../../domain/phone.ts'
import { cleanTyped, longestValue } from '../../domain/plain-text.ts'
import { readDay } from '../../domain/typed-day.ts'
import { rearm } from '../exports/csv.ts'
import { fold } from './titles.ts'

/** `formula`: the spreadsheet shows an error. `abridged`: `6,12346E+08`, whose last digits are lost. */
export type CellProblem = 'formula' | 'abridged'

export function cleanCell(cell: string): string {
  const text = cleanTyped(cell).trim()
  // ="0612345678" is how spreadsheets keep the zero of a text.
  const [, written] = /^="((?:[^"]|"")*)"$/.exec(text) ?? []
  return rearm(written?.replaceAll('""', '"') ?? text).trim()
}

export function findCellProblem(text: string, isNumber: boolean): CellProblem | undefined {
  // #N/A, #REF!, #VALEUR!, #NOM?, #DIV/0!, and ##### where a column is too narrow.
  if (/^#(?:##+|N\/[AD]|\p{Lu}+(?:\/0)?[!?])$/u.test(text)) return 'formula'
  return isNumber && exponent.test(text) && wholeNumber(text) === undefined ? 'abridged' : undefined
}

const exponent = /^(\d)(?:[.,](\d+))?E\+?(\d{1,2})$/i

/** `6,12345678E+08` still has all its digits: 612345678. */
function wholeNumber(text: string): string | undefined {
  const [, whole = '', decimals = '', power] = exponent.exec(text) ?? []
  return power !== undefined && decimals.length === Number(power) ? whole + decimals : undefined
}

export interface ReadNumber {
  text: string
  isCompleted: boolean
}

/**
 * Gives a telephone number back the `0` or the `+` that the spreadsheet took away when it read a number: `612345678`,
 * `32470123456`. Nine digits that begin with 6 or 7 are French, as the merchant is.
 */
export function completeNumber(cell: string): ReadNumber {
  const text = (wholeNumber(cell) ?? cell).replace(/^'(?=[\d+])/, '').replace(noDecimals, '')
  const digits = text.replace(/[\s.\-/]/g, '')
  if (!/^[1-9]\d{8,14}$/.test(digits) || readPhone(text)) return { text, isCompleted: false }
  const candidates = /^[67]\d{8}$/.test(digits) ? [`0${digits}`] : digits.length > 9 ? [`+${digits}`] : []
  const complete = candidates.find((one) => readPhone(one) !== undefined)
  return complete ? { text: complete, isCompleted: true } : { text, isCompleted: false }
}

/** `612345678,00`, `33612345678.0`: a number that is shown with decimals. */
const noDecimals = /(?<=^\d(?:[\s.]?\d){8,14})[.,]0{1,2}$/

const timeOfDay =
  /(?:,?\s+(?:à\s+)?|(?<=\d)T)\d{1,2}\s?[:h]\s?\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:(Z|UTC|GMT|[+-]\d{2}:?\d{2})|[AP]M)?$/i

/** A day as spreadsheets write it: with a time, with two digits for the year (`31-déc-26`), or as a serial (`46387`). */
export function readCellDay(cell: string): string {
  if (cell.length > longestValue) return cell
  const [, zone] = timeOfDay.exec(cell) ?? []
  const text = cell.replace(timeOfDay, '')
  // 2026-12-30T23:00:00Z is already the 31st in Paris: whoever wrote it could have meant either day.
  if (zone && dayInParis(cell) !== readDay(text)) return cell
  // Accounting programs write 20261231 (LPF, art. A47 A-1).
  if (/^20\d{6}$/.test(text)) return text.replace(/^(.{4})(..)(..)$/, '$1-$2-$3')
  if (/^[4-6]\d{4}(?:[.,]\d+)?$/.test(text)) {
    const days = Number.parseInt(text, 10)
    return new Date(Date.UTC(1899, 11, 30 + days)).toISOString().slice(0, 10)
  }
  const [, start, year] = /^(\d{1,2}([-/. ]).*\2)(\d{2})$/.exec(fold(text))?.toSpliced(2, 1) ?? []
  return (start && year && readDay(`${start}20${year}`)) || text
}

function dayInParis(instant: string): string | undefined {
  const date = new Date(instant)
  return Number.isNaN(date.getTime()) ? undefined : isoDay(date)
}
