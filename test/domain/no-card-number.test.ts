import fc from 'fast-check'
import t from 'tap'
import { containsCardNumber } from '../../src/domain/card-number.ts'
import { checked, digits, numbered } from '../fixtures/card-numbers.ts'

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
    'Factures 4242, 4242, 4242, 4242',
    'Lots 4242 + 4242 + 4242 + 4242',
  ]
  for (const text of texts) t.notOk(containsCardNumber(text), text)
})

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

/** Of a French bank: groups of it begin as cards of Visa and of Diners Club do. */
const iban = fc
  .tuple(fc.constantFrom('30002', '30003', '30004', '14508'), digits(16, 16))
  .map(([bank, account]) => {
    const bban = `${bank}${account}00`
    // ISO 7064, MOD 97-10: FR is 1527.
    const check = 98n - (BigInt(`${bban}152700`) % 97n)
    return `FR${String(check).padStart(2, '0')}${bban}`
  })

t.test('an IBAN is let through, in groups of four or in one (S22)', async () => {
  fc.assert(
    fc.property(iban, (number) => {
      const spaced = number.replace(/.{4}(?=.)/g, '$& ')
      return [number, spaced].every((text) => !containsCardNumber(`Virement ${text}, merci`))
    }),
    { numRuns: 500 },
  )
})

t.test('what only looks like an IBAN hides no card number (S22)', async (t) => {
  for (const text of ['FR76 4242 4242 4242 4242', 'FR00 3000 4242 4242 4242 4242 000'])
    t.ok(containsCardNumber(text), text)
})
