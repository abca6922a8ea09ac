/** How a workbook shows its numbers: which of them are days, and which are rounded to cents. */
import type { XmlReader } from './xml.ts'

export interface CellFormats {
  /** By the number that a cell's `s` attribute gives. */
  codes: string[]
  /** Whether days are counted from 1904, as old Excel for Mac did. */
  isFrom1904: boolean
}

/** Reads `xl/styles.xml` into `codes`. */
export function formatsReader(codes: string[]): XmlReader {
  const custom = new Map<string, string>()
  let isInCells = false
  return {
    open(name, { numFmtId = '', formatCode = '' }) {
      if (name === 'numFmt') custom.set(numFmtId, formatCode)
      if (name === 'cellXfs') isInCells = true
      if (name === 'xf' && isInCells) codes.push(custom.get(numFmtId) ?? builtIn(Number(numFmtId)))
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
  }
}

/** The formats that every workbook has without naming them (ECMA-376, part 1, 18.8.30): days, and two decimals. */
function builtIn(id: number): string {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'd'
  return [2, 4, 7, 8, 39, 40, 43, 44].includes(id) ? '0.00' : ''
}

/** A number as the sheet shows it, as far as that says what it means. */
export function spellNumber(written: string, format: string, { isFrom1904 }: CellFormats): string {
  const number = Number(written)
  if (written.trim() === '' || !Number.isFinite(number)) return written
  // Without quoted texts, colours and languages, paddings, and characters that stand for themselves.
  const bare = format.replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, '')
  if (/[dy]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare))) return spellDay(number, isFrom1904)
  return /[0#]\.0{2}(?!0)/.test(bare) ? roundToCents(number) : spellWhole(number)
}

/** Days since 1899-12-30, which is right from March 1900 on: Excel counts a 29 February 1900. */
function spellDay(serial: number, isFrom1904: boolean): string {
  const days = Math.floor(serial) + (isFrom1904 ? 1462 : 0)
  if (days < 61 || days > 2_958_465) return String(serial)
  return new Date(Date.UTC(1899, 11, 30 + days)).toISOString().slice(0, 10)
}

/** 59.988, shown as 59,99, is 59.99. Half a cent is rounded away from zero, as spreadsheets do. */
function roundToCents(number: number): string {
  const cents = Math.round(Number((Math.abs(number) * 100).toPrecision(15)))
  return ((Math.sign(number) * cents) / 100).toFixed(2)
}

/** Fifteen digits, as spreadsheets count: 49.900000000000006 is 49.9. */
const spellWhole = (number: number) =>
  Number.isInteger(number) ? BigInt(number).toString() : String(Number(number.toPrecision(15)))
