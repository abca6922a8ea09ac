import fc from 'fast-check'
import t from 'tap'
import {
  formatAmount,
  formatAmountForInput,
  maxAmountCents,
  minAmountCents,
  parseAmount,
} from '../../src/domain/money.ts'

const amount = fc.integer({ min: minAmountCents, max: maxAmountCents })
const typing = fc.string({ unit: fc.constantFrom(...'0123456789 .,€-+e\u00A0\u202F\t٣'), maxLength: 14 })

t.test('every accepted spelling gives the cents it says (S20)', async (t) => {
  const spellings: [string, number][] = [
    ['49', 4900],
    ['49,9', 4990],
    ['49,90', 4990],
    ['49.90', 4990],
    ['49€', 4900],
    ['49\u00A0€', 4900],
    ['1234,50', 123450],
    ['1 234,50', 123450],
    ['1 234.50', 123450],
    ['1\u00A0234,50 €', 123450],
    ['1\u202F234,50\u202F€', 123450],
    ['  \u00A049,90 €\r\n', 4990],
    ['0,99', minAmountCents],
    ['20 000,00 €', maxAmountCents],
    ['€49', 4900],
    ['€ 49,90', 4990],
    ['€\u202F1\u202F234,50', 123450],
    ['49 EUR', 4900],
    ['49,90 EUR', 4990],
    ['49,90eur', 4990],
    ['EUR 49.90', 4990],
    ['49 euros', 4900],
    ['1 euro', 100],
    ['49€90', 4990],
    ['49 € 90', 4990],
    ['1 234€50', 123450],
    ["1'234.50", 123450],
    ['1’234,50 €', 123450],
    ['12\u2009345,67', 1234567],
    ['49,90 € TTC', 4990],
    ['49,90€ TTC', 4990],
    ['49,90 ttc', 4990],
    ['49,90 € (TTC)', 4990],
    ['€ 49,90 TTC', 4990],
    ['49€90 TTC', 4990],
    ['49,90 €.', 4990],
    ['49,90 Eur.', 4990],
    ['49,90€;', 4990],
    ['49,-', 4900],
    ['49,– €', 4900],
    ['1 234.--', 123400],
    ['€ 49,-', 4900],
    ['49.900000', 4990],
    ['49,9000', 4990],
    ['1234.0000', 123400],
  ]
  for (const [typed, cents] of spellings) t.same(parseAmount(typed), { ok: true, value: cents }, typed)
})

t.test('nothing typed, too little and too much each have their own problem (S20)', async (t) => {
  for (const typed of ['', '   ', '\u00A0\u202F\n'])
    t.same(parseAmount(typed), { ok: false, problem: 'empty' })
  for (const typed of ['0', '0,00', '0,98']) t.same(parseAmount(typed), { ok: false, problem: 'too_small' })
  for (const typed of ['20000,01', '20 001', '9'.repeat(400)]) {
    t.same(parseAmount(typed), { ok: false, problem: 'too_large' }, typed)
  }
})

t.test('whatever is typed, the answer is a problem or integer cents within the limits (S20)', async () => {
  fc.assert(
    fc.property(fc.oneof(typing, fc.string({ unit: 'binary' })), (typed) => {
      const parsed = parseAmount(typed)
      if (!parsed.ok) return parsed.problem !== undefined
      const { value: cents } = parsed
      return Number.isInteger(cents) && cents >= minAmountCents && cents <= maxAmountCents
    }),
    { numRuns: 5000 },
  )
})

t.test('the amount shown, in French or in the form field, reads back as the same cents (S20)', async () => {
  fc.assert(
    fc.property(amount, (cents) => {
      const texts = [formatAmount(cents, 'fr'), formatAmountForInput(cents)]
      return texts.map((text) => parseAmount(text)).every((parsed) => parsed.ok && parsed.value === cents)
    }),
    { numRuns: 2000 },
  )
})

t.test('an amount is shown as its language writes it', async (t) => {
  t.equal(formatAmount(123450, 'fr'), '1\u202F234,50\u00A0€')
  t.equal(formatAmount(123450, 'en'), '€1,234.50')
  t.equal(formatAmount(123450, 'de'), '1.234,50\u00A0€')
  t.equal(formatAmount(5, 'fr'), '0,05\u00A0€')
  t.equal(formatAmount(-1005, 'fr'), '-10,05\u00A0€')
  t.equal(formatAmountForInput(123450), '1234,50')
  t.equal(formatAmountForInput(99), '0,99')
})

t.test('what is not an integer number of cents is never shown', async (t) => {
  for (const cents of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    t.throws(() => formatAmount(cents, 'fr'), RangeError)
    t.throws(() => formatAmountForInput(cents), RangeError)
  }
})
