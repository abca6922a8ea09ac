import fc from 'fast-check'
import t from 'tap'
import { formatSiren, formatVatNumber, parseSiren, parseVatNumber } from '../../src/domain/business-number.ts'
import { checked, digits } from '../fixtures/card-numbers.ts'

t.test('a SIREN is read however it is spaced, and nothing else is', async (t) => {
  for (const typed of ['732829320', ' 732 829 320', '732\u00A0829\u202F320', '732.829.320'])
    t.same(parseSiren(typed), { ok: true, value: '732829320' }, typed)
  for (const typed of ['732829321', '73282932', '7328293200', '73282932000074', '٧٣٢٨٢٩٣٢٠', 'SIREN', '-'])
    t.same(parseSiren(typed), { ok: false, problem: 'invalid' }, typed)
  t.equal(formatSiren('732829320'), '732\u00A0829\u00A0320')
})

t.test('a French VAT number is read with or without its country, and its key is checked', async (t) => {
  for (const typed of ['FR44732829320', 'fr 44 732 829 320', '44 732829320'])
    t.same(parseVatNumber(typed), { ok: true, value: 'FR44732829320' }, typed)
  t.ok(parseVatNumber('FR 40 303 265 045').ok, 'published by the library stdnum as an example')
  t.ok(parseVatNumber('FR 53 000 004 605').ok, 'published there for Monaco')
  for (const typed of ['FR45732829320', 'FR44732829321', '732829320', 'BE0123456789', 'FRXX732829320'])
    t.same(parseVatNumber(typed), { ok: false, problem: 'invalid' }, typed)
  t.equal(formatVatNumber('FR44732829320'), 'FR\u00A044\u00A0732\u00A0829\u00A0320')
})

t.test('one key in 97 fits a SIREN, and its number is read again as it is written', async () => {
  fc.assert(
    fc.property(digits(8, 8).map(checked), (siren) => {
      const keys = Array.from({ length: 97 }, (_, key) => String(key).padStart(2, '0'))
      const [number, ...others] = keys.flatMap((key) => {
        const parsed = parseVatNumber(key + siren)
        return parsed.ok ? [parsed.value] : []
      })
      return others.length === 0 && formatVatNumber(number!).replaceAll('\u00A0', '') === number
    }),
  )
})
