import fc from 'fast-check'
import t from 'tap'
import { containsCardNumber, isLuhnValid } from '../../src/domain/card-number.ts'

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max })
const cardNumber = digits(12, 18).map((start) => {
  const check = [...'0123456789'].find((digit) => isLuhnValid(start + digit))
  return start + check
})
const separator = fc.constantFrom(
  '',
  ' ',
  '-',
  '.',
  '/',
  ' - ',
  '\u00A0',
  '\u202F',
  '‑',
  '–',
  '\u200B',
  '\u00AD',
)

t.test('a card number is found however it is spaced (S22)', async (t) => {
  const texts = [
    '4242424242424242',
    'carte 4242 4242 4242 4242 merci',
    'carte:4242-4242-4242-4242.',
    '4242.4242.4242.4242',
    '4242/4242/4242/4242',
    '4242 - 4242 - 4242 - 4242',
    '4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2',
    '4242\u00A04242\u202F4242\u20094242',
    '４２４２ ４２４２ ４２４２ ４２４２',
    '4242\u200B4242\u200B4242\u200B4242',
    'facture 2026 4242 4242 4242 4242 12/28 123',
    'n4000002500003155n',
    '378282246310005',
    '6304 0000 0000 0000 000',
  ]
  for (const text of texts) t.ok(containsCardNumber(text), text)
})

t.test('other numbers are let through (S22)', async (t) => {
  const texts = [
    '',
    'Table en chêne, 2 m x 0,90 m',
    'Facture 2026-11-24/0001',
    '4242 4242 4242 4241',
    '4242 4242 4242',
    '06 12 34 56 78 ou 01 45 67 89 01',
    'Devis 42424242, commande 42424242',
    '24242424242424242424242424242',
  ]
  for (const text of texts) t.notOk(containsCardNumber(text), text)
})

t.test(
  'any Luhn number of 13 to 19 digits is found inside any words, with any separators (S22)',
  async () => {
    const words = fc.constantFrom('', 'Réf ', 'carte:', 'Facture 2026 ', '🙂 ')
    const gaps = fc.array(separator, { minLength: 18, maxLength: 18 })
    fc.assert(
      fc.property(cardNumber, gaps, words, words, (card, gaps, before, after) => {
        const spaced = [...card].map((digit, index) => (index === 0 ? '' : gaps[index - 1]) + digit).join('')
        return containsCardNumber(`${before}${spaced} ${after}`)
      }),
    )
  },
)

t.test('any text gets an answer, and fewer than 13 digits are never a card number (S22)', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => typeof containsCardNumber(text) === 'boolean'),
  )
  fc.assert(fc.property(digits(0, 12), (text) => !containsCardNumber(text)))
})

t.test('a wrong digit breaks the Luhn check', async (t) => {
  for (const valid of ['4242424242424242', '5555555555554444', '18']) t.ok(isLuhnValid(valid), valid)
  for (const invalid of ['', '4242 4242 4242 4242', 'abc', '17', '-18', '１８'])
    t.notOk(isLuhnValid(invalid), invalid)
  fc.assert(
    fc.property(cardNumber, fc.nat(), fc.integer({ min: 1, max: 9 }), (card, at, shift) => {
      const index = at % card.length
      const wrong = (Number(card[index]) + shift) % 10
      return !isLuhnValid(`${card.slice(0, index)}${wrong}${card.slice(index + 1)}`)
    }),
  )
})
