import t from 'tap'
import { parseFilter, readFilter } from '../../src/domain/list-filter.ts'
import { parseSearch } from '../../src/domain/list-search.ts'

t.test('what is bad is named by its field, and all of it at once', async (t) => {
  const errorsOf = (query: object) => {
    const parsed = parseFilter(readFilter(query))
    return parsed.ok ? {} : parsed.errors
  }
  const table = [
    [{}, {}],
    [{ q: '', status: '', channel: '', from: '', to: '' }, {}],
    [{ status: 'refunded', channel: 'sms', from: '2026-11-01', to: '2026-11-01' }, {}],
    [{ q: 'x'.repeat(201) }, { q: 'too_long' }],
    [{ status: 'Payé' }, { status: 'unknown' }],
    [{ channel: 'fax' }, { channel: 'unknown' }],
    [{ from: '31/12/26' }, { from: 'unreadable' }],
    [
      { from: '2026-02-30', to: '2026-13-01' },
      { from: 'unreadable', to: 'unreadable' },
    ],
    [{ from: '2026-12-31', to: '2026-12-30' }, { to: 'before_from' }],
  ]
  for (const [query, errors] of table) t.strictSame(errorsOf(query!), errors, JSON.stringify(query))
})

t.test('what is typed is words, and an amount or digits of a phone where it may be', async (t) => {
  const word = (text: string, digits?: string, cents?: number) => ({ text, digits, cents })
  const table: [string, unknown][] = [
    ['  \u200b ', undefined],
    ['\u0301', undefined],
    ['Lampe  249', [[word('Lampe'), word('249', undefined, 24_900)]]],
    ['249,50', [[word('249,50', undefined, 24_950)]]],
    ['5678', [[word('5678', '5678', 567_800)]]],
    [
      '1\u202f234,50\u00a0€',
      [
        [word('1', undefined, 100), word('234,50', undefined, 23_450), word('€')],
        [{ digits: undefined, cents: 123_450 }],
      ],
    ],
    ['06 12', [[word('06'), word('12', undefined, 1_200)], [{ digits: '0612', cents: undefined }]]],
  ]
  for (const [typed, search] of table) t.strictSame(parseSearch(typed), search, typed)
  for (const phone of ['06 12 34 56 78', '+33 6 12 34 56 78', '0033612345678', '06.12.34.56.78'])
    t.strictSame(parseSearch(phone)?.at(-1)?.[0]?.digits, '33612345678', phone)
})

t.test('an address is looked for as it was typed, and as it is kept', async (t) => {
  const addressOf = (typed: string) => parseSearch(typed)?.[0]?.map(({ address }) => address)
  const kept = 'lea@xn--lagage-9ua.example'
  for (const typed of ['lea@élagage.example', '<lea@Élagage.example>,', 'mailto:lea@élagage.example'])
    t.strictSame(addressOf(typed), [kept], typed)
  for (const typed of [kept, '@élagage.example', 'lea@', 'lampe'])
    t.strictSame(addressOf(typed), [undefined], typed)
})

t.test('№ and º are read as n° and °', async (t) => {
  const textsOf = (typed: string) => parseSearch(typed)?.[0]?.map(({ text }) => text)
  t.strictSame(textsOf('A№118 nº118 nᵒ118 l´été №118 №'), [
    'An°118',
    'n°118',
    'n°118',
    'l',
    'ete',
    '118',
    'n°',
  ])
})
