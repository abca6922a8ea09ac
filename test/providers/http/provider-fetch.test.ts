import t from 'tap'
import { createProviderFetch } from '../../../src/providers/http/provider-fetch.ts'
import { startProvider } from '../../fixtures/providers/http.ts'

const provider = await startProvider(t, ({ body }) => ({ status: 200, body }))
const post = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{"amount":"249,00 €"}',
}

t.test('What is posted arrives as it is, and the answer comes back whole', async (t) => {
  const answer = await createProviderFetch(provider.base)(`${provider.base}/echo`, post)
  t.equal(answer.status, 200)
  t.strictSame(await answer.json(), { amount: '249,00 €' })
  t.match(provider.asked, [{ method: 'POST', path: '/echo', headers: { connection: 'close' } }])
})

t.test('only the provider’s own address is called (S49)', async (t) => {
  const before = provider.asked.length
  const ask = createProviderFetch('https://api.provider.example')
  for (const url of [
    provider.base,
    'http://api.provider.example/',
    'https://api.provider.example.evil.example/',
  ])
    await t.rejects(ask(url, post), /is not the provider's address/)
  t.equal(provider.asked.length, before)
})

t.test('an answer longer than its bound is dropped at the bound, not at the deadline (S49)', async (t) => {
  provider.next('endless')
  const ask = createProviderFetch(provider.base, { maxBytes: 100_000, timeoutMs: 60_000 })
  await t.rejects(ask(provider.base, post), /longer than 100000 bytes/)
})

t.test('an answer that does not come is given up at the deadline (F6)', async (t) => {
  provider.next('hang')
  const ask = createProviderFetch(provider.base, { timeoutMs: 200 })
  await t.rejects(ask(provider.base, post), { name: 'AbortError' })
})
