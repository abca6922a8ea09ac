import fc from 'fast-check'
import type { CountryCode } from 'libphonenumber-js/max'
import t, { type Test } from 'tap'
import { defaultSmsCountries, formatPhone, parseMobile } from '../../src/domain/phone.ts'

const parse = (typed: string) => parseMobile(typed, defaultSmsCountries)

function refuses(t: Test, problem: string, numbers: string[]) {
  for (const typed of numbers) t.same(parse(typed), { ok: false, problem }, typed)
}

t.test('a French mobile number is kept as E.164, however it is typed (S38)', async (t) => {
  const spellings = ['06 12 34 56 78', '0612345678', '06.12.34.56.78', '06-12-34-56-78', '06/12/34/56/78']
  const abroad = ['+33 6 12 34 56 78', '+33 (0)6 12 34 56 78', '0033612345678', '+33 06 12 34 56 78']
  const pasted = ['\u202A06 12 34 56 78\u202C', '06\u00A012\u202F34‑56‑78', ' ０６１２３４５６７８ ']
  const lost = ['33612345678', '33 6 12 34 56 78', '33 (0)6 12 34 56 78']
  const labelled = [
    'tel:+33612345678',
    'tel:0612345678',
    'Tél. : 06 12 34 56 78',
    'Tel 0612345678',
    '06 12 34 56 78;',
    '06 12 34 56 78.',
    ...[
      'Portable : 06 12 34 56 78',
      'Tél. portable : 0612345678',
      'Téléphone : 06 12 34 56 78',
      'N° 0612345678',
    ],
    ...['Numéro de mobile : 0612345678', '📱 06 12 34 56 78', '☎️ 06 12 34 56 78', 'smsto:+33612345678'],
  ]
  const around = [
    ...[
      '"0612345678"',
      '« 06 12 34 56 78 »',
      '<06 12 34 56 78>',
      '[06 12 34 56 78]',
      '06 12 34 56 78 (perso)',
    ],
    ...['(+33) 6 12 34 56 78', '(+33)612345678', '(+33) (0)6 12 34 56 78', '\u206633612345678\u2069'],
    ...['06·12·34·56·78', '06•12•34•56•78', '06_12_34_56_78', '06−12−34−56−78'],
  ]
  for (const typed of [...spellings, ...abroad, ...pasted, ...lost, ...labelled, ...around]) {
    t.same(parse(typed), { ok: true, value: '+33612345678' }, typed)
  }
})

t.test('an overseas number typed in the national form gets its own country code (S38)', async (t) => {
  const numbers: [string, string][] = [
    ['06 90 12 34 56', '+590690123456'],
    ['0696 20 12 34', '+596696201234'],
    ['0694 20 12 34', '+594694201234'],
    ['0692 12 34 56', '+262692123456'],
    ['0639 01 23 45', '+262639012345'],
    ['0708 55 12 34', '+508708551234'],
    ['590690123456', '+590690123456'],
    ['+687 75 12 34', '+687751234'],
    ['+689 87 12 34 56', '+68987123456'],
  ]
  for (const [typed, e164] of numbers) t.same(parse(typed), { ok: true, value: e164 }, typed)
})

t.test('neighbouring countries are served, in the international form (S38)', async (t) => {
  const numbers = [
    '+32470123456',
    '+352628123456',
    '+41791234567',
    '+4915123456789',
    '+34612345678',
    '+31612345678',
  ]
  for (const e164 of numbers) t.same(parse(e164), { ok: true, value: e164 })
})

t.test(
  'landlines, premium, toll-free, shared-cost and voice-over-IP numbers are refused (S38)',
  async (t) => {
    refuses(t, 'not_mobile', ['01 45 67 89 01', '0590 12 34 56', '0899 12 34 56', '+33 800 12 34 56'])
    refuses(t, 'not_mobile', ['0810 12 34 56', '09 76 12 34 56', '+49 30 123456', '+41 900 123 456'])
  },
)

t.test('short numbers, extensions and what is no number are refused (S38)', async (t) => {
  refuses(t, 'empty', ['', ' \u200B '])
  refuses(t, 'invalid', ['112', '3615', '36 35', '38600', '551234', '06 12 34 56 7', '06 12 34 56 789'])
  refuses(t, 'invalid', ['+33 690 12 34 56', '07 00 12 34 56', '0612345678 ext 4', '+33612345678;ext=2'])
  refuses(t, 'invalid', [
    'tel:+33612345678;ext=2',
    'mon numéro : 0612345678',
    'appelez 0612345678',
    'Léa : 0612345678',
    '06 12 34 56 78 (ou 79)',
    '(+33) 6 12 34 56 78, 06 12 34 56 79',
    '"0612345678" "0612345679"',
    '06 12 34 56 78, 06 12 34 56 79',
    '++33612345678',
  ])
  refuses(t, 'invalid', ['+', '00', '+999 123456', '061234ABCD'])
})

t.test('a national form that is not French could be of another country, and is refused (S38)', async (t) => {
  refuses(t, 'invalid', ['612 345 678', '32470123456', '34612345678', '0151 23456789'])
})

t.test('only the countries of the list are served (S38)', async (t) => {
  refuses(t, 'country', ['+447400123456', '+12125550123', '+8801812345678', '+423660123456'])
  t.same(parseMobile('06 12 34 56 78', ['BE']), { ok: false, problem: 'country' })
  t.same(parseMobile('06 90 12 34 56', ['FR']), { ok: false, problem: 'country' })
  t.same(parseMobile('+12125550123', ['US']), { ok: true, value: '+12125550123' })
  t.same(parseMobile('+12423591234', ['US']), { ok: false, problem: 'country' })
})

t.test('whatever is typed, an accepted number is E.164 and reads back as itself (S38)', async () => {
  const typing = fc.string({ unit: fc.constantFrom(...'0123456789+ .-(x٣\u00A0'), maxLength: 18 })
  const national = fc.integer({ min: 600000000, max: 799999999 }).map((number) => `0${number}`)
  fc.assert(
    fc.property(fc.oneof(typing, national, fc.string({ unit: 'binary' })), (typed) => {
      const parsed = parse(typed)
      if (!parsed.ok) return true
      const again = parse(formatPhone(parsed.value))
      return /^\+[1-9]\d{6,14}$/.test(parsed.value) && again.ok && again.value === parsed.value
    }),
    { numRuns: 5000 },
  )
})

t.test('the countries served by default are France, its territories and its neighbours', async (t) => {
  const expected: CountryCode[] = ['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'NC', 'PF', 'WF']
  t.same(defaultSmsCountries, [...expected, 'BE', 'LU', 'CH', 'MC', 'DE', 'ES', 'IT', 'NL'])
})

t.test('a French number is shown as the French write it, another one in full', async (t) => {
  t.equal(formatPhone('+33612345678'), '06 12 34 56 78')
  t.equal(formatPhone('+590690123456'), '+590 690 12 34 56')
  t.equal(formatPhone('+32470123456'), '+32 470 12 34 56')
  t.equal(formatPhone('inconnu'), 'inconnu')
})
