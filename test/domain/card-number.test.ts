import fc from 'fast-check'
import t from 'tap'
import { containsCardNumber, isLuhnValid } from '../../src/domain/card-number.ts'
import { digits, numbered } from '../fixtures/card-numbers.ts'

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => String(from + n))

/** First digits and lengths of real cards. */
const schemes: Record<string, { starts: string[]; lengths: number[] }> = {
  Visa: { starts: ['4'], lengths: [13, 16, 19] },
  'CB by Visa': { starts: ['4970', '4973', '4974', '4975', '4978'], lengths: [16] },
  Mastercard: { starts: [...range(51, 55), ...range(2221, 2720)], lengths: [16] },
  'American Express': { starts: ['34', '37'], lengths: [15] },
  Maestro: { starts: ['56', '57', '58', '6'], lengths: [13, 15, 16, 17, 18, 19] },
  'Maestro, 50': { starts: ['50'], lengths: [13, 16, 17, 18, 19] },
  JCB: { starts: range(3528, 3589), lengths: [16, 19] },
  UnionPay: { starts: ['62', '81'], lengths: [16, 17, 18, 19] },
  Discover: { starts: ['6011', ...range(644, 649), '65'], lengths: [16, 19] },
  'Diners Club, long': { starts: ['30', '36', '38', '39'], lengths: [16, 19] },
}

const cardOf = ({ starts, lengths }: (typeof schemes)[string]) =>
  fc
    .tuple(fc.constantFrom(...starts), fc.constantFrom(...lengths))
    .chain(([start, length]) => numbered(start.padEnd(start === '30' ? 3 : 0, '0'), length))

const cardNumber = fc.constantFrom(...Object.values(schemes)).chain(cardOf)

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
    ...['4242_4242_4242_4242', '4242,4242,4242,4242', '4242:4242:4242:4242', '4242·4242·4242·4242'],
    ...[
      '(4242) (4242) (4242) (4242)',
      '[4242][4242][4242][4242]',
      '4242 | 4242 | 4242 | 4242',
      '4242*4242*4242*4242',
    ],
    ...['4242−4242−4242−4242', '4242+4242+4242+4242', '"3782" 822463 10005'],
  ]
  for (const text of texts) t.ok(containsCardNumber(text), text)
})

t.test('a number of any scheme is found inside any words, with any separators (S22)', async () => {
  const words = fc.constantFrom('', 'Réf ', 'carte:', 'Facture 2026 ', '🙂 ')
  const gaps = fc.array(separator, { minLength: 18, maxLength: 18 })
  fc.assert(
    fc.property(cardNumber, gaps, words, words, (card, gaps, before, after) => {
      const spaced = [...card].map((digit, index) => (index === 0 ? '' : gaps[index - 1]) + digit).join('')
      return containsCardNumber(`${before}${spaced} ${after}`)
    }),
  )
})

for (const [name, scheme] of Object.entries(schemes)) {
  t.test(`every number of ${name} is found (S22)`, async () => {
    fc.assert(fc.property(cardOf(scheme), (card) => containsCardNumber(card)))
  })
}

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
