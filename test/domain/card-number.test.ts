import fc from 'fast-check'
import t from 'tap'
import { containsCardNumber, isLuhnValid } from '../../src/domain/card-number.ts'

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max })
/** `start`, filled up to `length` digits with a valid Luhn check digit. */
const numbered = (start: string, length: number) =>
  digits(length - start.length - 1, length - start.length - 1).map((middle) => checked(start + middle))
const checked = (start: string) => start + [...'0123456789'].find((digit) => isLuhnValid(start + digit))
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

const siret = digits(8, 8).chain((siren) => numbered(checked(siren), 14))
const imei = fc
  .constantFrom('01', '35', '44', '45', '49', '50', '51', '52', '53', '54', '86', '91', '98', '99')
  .chain((body) => numbered(body, 15))
const simNumber = fc
  .tuple(fc.constantFrom('8933', '8932', '8949', '89'), fc.constantFrom(19, 20))
  .chain(([start, length]) => numbered(start, length))

t.test(
  'the numbers of a business, a telephone and a SIM are let through, as people space them (S22)',
  async () => {
    const group = (number: string, sizes: number[]) => {
      const ends = sizes.map((_, index) => sizes.slice(0, index).reduce((sum, size) => sum + size, 0))
      return ends.map((start, index) => number.slice(start, start + sizes[index]!)).join(' ')
    }
    const isLetThrough = (number: string, ...spacings: number[][]) =>
      [number, ...spacings.map((sizes) => group(number, sizes))].every(
        (text) => !containsCardNumber(text) && !containsCardNumber(`Réf. ${text}, payée`),
      )
    fc.assert(
      fc.property(siret, (number) => isLetThrough(number, [3, 3, 3, 5], [9, 5])),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(imei, (number) => isLetThrough(number, [2, 6, 6, 1], [8, 6, 1])),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(simNumber, (number) => isLetThrough(number, [4, 4, 4, 4, 4])),
      { numRuns: 500 },
    )
  },
)

t.test(
  'numbers that merchants really write are let through, Diners Club is told from a SIRET (S22)',
  async (t) => {
    const sirets = [
      '38012986646850',
      '732 829 320 00074',
      '55210055400021',
      '35600000000048',
      '30256472800019',
    ]
    const phones = ['490154203237518', '35 693803 564380 9', '868030043210987']
    const sims = ['8933011034567890129', '89 33 20 00 00 00 00 00 00 5']
    for (const text of [...sirets, ...phones, ...sims]) t.notOk(containsCardNumber(text), text)
    for (const card of ['30569309025904', '3056 930902 5904', '36227206271667', '38520000023237'])
      t.ok(containsCardNumber(card), card)
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
