/** Texts as long as a form or a line of a file may send, made so that a pattern would try each way to read them. */
import { setImmediate as pause } from 'node:timers/promises'
import t from 'tap'
import { parseEmail } from '../../src/domain/email.ts'
import { parseAmount } from '../../src/domain/money.ts'
import { parseMobile, readPhone } from '../../src/domain/phone.ts'
import { readDay } from '../../src/domain/typed-day.ts'
import { readCellDay } from '../../src/portal/imports/cells.ts'

// A pattern whose time grows with the square of the length takes minutes for all of them.
t.setTimeout(20_000)

const pieces = [
  ' ',
  '\t',
  ',',
  ';',
  '"',
  '.',
  '(',
  ' (',
  '( )',
  '1',
  '1 ',
  '1.',
  "1'0",
  '23:59 ',
  'de ',
  'n° ',
  '€',
  '-',
]
const longTexts = pieces.flatMap((piece) =>
  ['', '1', '1234 ', 'a'].flatMap((start) =>
    ['x', '@'].map((end) => start + piece.repeat(60_000 / piece.length) + end),
  ),
)

t.test('no address, number, day or amount is read in a long text, however it is made', async (t) => {
  for (const text of longTexts) {
    // So that the time-out is seen.
    await pause()
    const about = `${text.slice(0, 8)}…${text.slice(-1)}`
    t.notOk(parseEmail(text).ok, about)
    t.notOk(parseMobile(text, ['FR']).ok, about)
    t.notOk(parseAmount(text).ok, about)
    t.equal(readPhone(text), undefined, about)
    t.equal(readDay(text), undefined, about)
    t.equal(readCellDay(text), text, about)
  }
})
