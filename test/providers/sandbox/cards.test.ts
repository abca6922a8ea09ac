import fc from 'fast-check'
import t from 'tap'
import { catalogueOf } from '../../../src/i18n/catalogues.ts'
import { readCard, testCards } from '../../../src/providers/sandbox/cards.ts'
import { readAll } from '../../fixtures/sources.ts'

const now = new Date('2026-11-24T12:00:00Z')
const typed = (fields: Record<string, string> = {}) => ({
  card_number: '4242 4242 4242 4242',
  card_expiry: '12/29',
  card_csc: '123',
  card_name: 'Camille Durand',
  ...fields,
})
const problemOf = (field: keyof ReturnType<typeof typed>, value: string, at = now) => {
  const read = readCard(typed({ [field]: value }), at)
  return read.ok ? undefined : read.errors[field]
}

t.test('each listed card has its outcome (S59)', async (t) => {
  const outcomes = Object.fromEntries(
    testCards.map(({ number }) => {
      const read = readCard(typed({ card_number: number }), now)
      return [number, read.ok && read.value.outcome]
    }),
  )
  t.strictSame(outcomes, {
    '4242 4242 4242 4242': 'paid',
    '5555 5555 5555 4444': 'paid',
    '4000 0025 0000 3155': 'challenge',
    '4000 0000 0000 0002': 'card_declined',
    '4000 0000 0000 9995': 'insufficient_funds',
    '4000 0000 0000 0127': 'incorrect_number',
    '4000 0000 0000 0119': 'processing_error',
    '4000 0000 0000 0259': 'lost_answer',
    '4000 0000 0000 2685': 'disputed',
  })
})

t.test('docs/payments.md lists the same cards in the same order, each decline by its code', async (t) => {
  const [docs] = readAll('docs/payments.md')
  const [, section = ''] = docs!.text.split('\n## Test cards\n')
  const rows = section.split('\n## ')[0]!.split('\n')
  const listed = rows.flatMap((row) =>
    Array.from(row.matchAll(/\d{4} \d{4} \d{4} \d{4}/g), ([number]) => ({ number, row })),
  )
  t.strictSame(
    listed.map(({ number }) => number),
    testCards.map(({ number }) => number),
  )
  for (const [index, { outcome }] of testCards.entries())
    if (outcome in catalogueOf('fr').checkout.attemptFailures) t.match(listed[index]!.row, `\`${outcome}\``)
})

t.test('only outcome, brand and last four digits leave the form (S59)', async (t) => {
  t.strictSame(readCard(typed({ card_csc: '987' }), now), {
    ok: true,
    value: { outcome: 'paid', brand: 'Visa', last4: '4242' },
  })
})

t.test('a number that is not a listed test card is refused (S59)', async (t) => {
  for (const number of ['4111 1111 1111 1111', '378282246310005'])
    t.equal(problemOf('card_number', number), 'not_a_test_card', number)
  for (const number of ['4242 4242 4242 4241', '4242', '42424242424242424242', 'quatre', '00000000000'])
    t.equal(problemOf('card_number', number), 'incorrect_number', number)
  for (const number of ['', '   ', '-']) t.equal(problemOf('card_number', number), 'missing', number)
})

t.test('whatever is typed, an answer never repeats a refused number or a code (S59)', async () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 8, maxLength: 19 })
  fc.assert(
    fc.property(digits, fc.string(), fc.string(), (number, expiry, name) => {
      const answer = readCard(typed({ card_number: number, card_expiry: expiry, card_name: name }), now)
      return !JSON.stringify(answer).includes(number)
    }),
  )
})

t.test('a listed number is read however it is grouped', async (t) => {
  for (const number of ['4242424242424242', ' 4242-4242-4242-4242 ', '4242\u00A04242\u202F4242.4242'])
    t.equal(problemOf('card_number', number), undefined, number)
})

t.test('an expiry is read however it is written, and nothing is guessed', async (t) => {
  for (const expiry of [
    ...['12/29', '12 / 29', '1229', '12/2029', ' 01/27 ', '12-30', '12.30', '12–30', '12 30', '1/31', '1-31'],
    ...['12,30', '12:30', '12_30', '12|30', '12\\30', '12−30', '12⁄30', '１２/３０', '2030 12'],
    ...['12 / 2030', '122030', '2030-12', '2030/1', '2030 - 12', '1 / 2031'],
  ])
    t.equal(problemOf('card_expiry', expiry), undefined, expiry)
  for (const expiry of [
    ...[
      '13/29',
      '00/29',
      '12/9',
      '12/1929',
      'décembre',
      '12/29/30',
      '129',
      '2029',
      '202912',
      '12--29',
      '2029-13',
    ],
    ...['1930-12', '12/30 x'],
  ])
    t.equal(problemOf('card_expiry', expiry), 'unreadable', expiry)
  t.equal(problemOf('card_expiry', ''), 'missing')
})

t.test('a card is good until its month ends in Paris', async (t) => {
  const lastMinute = new Date('2026-11-30T22:59:59Z')
  const midnight = new Date('2026-11-30T23:00:00Z')
  t.equal(problemOf('card_expiry', '11/26', lastMinute), undefined)
  t.equal(problemOf('card_expiry', '11/26', midnight), 'past')
  t.equal(problemOf('card_expiry', '12/26', midnight), undefined)
  t.equal(problemOf('card_expiry', '12/2025'), 'past')
})

t.test('code and name are checked', async (t) => {
  for (const csc of ['123', '1234', ' 123 ']) t.equal(problemOf('card_csc', csc), undefined, csc)
  for (const csc of ['12', '12345', 'abc', '1 2']) t.equal(problemOf('card_csc', csc), 'unreadable', csc)
  t.equal(problemOf('card_name', 'é'.repeat(60)), undefined)
  t.equal(problemOf('card_name', 'é'.repeat(61)), 'unreadable')
})

t.test('an empty form has one problem a field', async (t) => {
  t.strictSame(readCard({}), {
    ok: false,
    errors: { card_number: 'missing', card_expiry: 'missing', card_csc: 'missing', card_name: 'missing' },
  })
})
