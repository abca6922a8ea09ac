import t from 'tap'
import { parseFilter, readFilter } from '../../src/requests/list-filter.ts'
import { parseSearch } from '../../src/requests/list-search.ts'

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
    [{ from: '31/12/2026' }, { from: 'unreadable' }],
    [
      { from: '2026-02-30', to: '2026-13-01' },
      { from: 'unreadable', to: 'unreadable' },
    ],
    [{ from: '2026-12-31', to: '2026-12-30' }, { to: 'before_from' }],
  ]
  for (const [query, errors] of table) t.strictSame(errorsOf(query!), errors, JSON.stringify(query))
})

t.test('what is typed is words, and an amount or a number where it may be one', async (t) => {
  t.equal(parseSearch('  \u200b '), undefined)
  t.strictSame(parseSearch('Lampe  249'), [
    [
      { text: 'Lampe', cents: undefined },
      { text: '249', cents: 24_900 },
    ],
  ])
  const spaced = [
    { text: '1', cents: 100 },
    { text: '234,50', cents: 23_450 },
    { text: '€', cents: undefined },
  ]
  t.strictSame(parseSearch('1\u202f234,50\u00a0€'), [spaced, [{ text: '1 234,50 €', cents: 123_450 }]])
  for (const phone of ['06 12 34 56 78', '+33 6 12 34 56 78', '0033612345678', '06.12.34.56.78'])
    t.strictSame(parseSearch(phone)?.at(-1), [{ text: '+33612345678', cents: undefined }], phone)
  t.strictSame(parseSearch('06 12')?.at(-1), [{ text: '0612', cents: undefined }])
})
