import { createServer } from 'node:http'
import t from 'tap'
import { addMerchant, eventually, startWorld } from '../fixtures/app.ts'
import { cardFor } from '../fixtures/cards.ts'
import { createClient, createRequest, goodCard, permalinkOf, signIn } from '../fixtures/client.ts'
import { times } from '../fixtures/faults/race.ts'
import { listen } from '../fixtures/listen.ts'
import { startMetrics } from '../fixtures/metrics.ts'
import { startProvider } from '../fixtures/providers/http.ts'
import { giveKeys } from '../fixtures/providers/stripe/shop.ts'
import type { Teardown } from '../fixtures/teardown.ts'

const postmark = await startProvider(t, () => ({ status: 503 }))
const stripe = await startDeafServer(t)
const stripeKey = 'sk_test_0123456789012345678901'
const world = await startWorld(t, {
  env: {
    MAILER: 'postmark',
    POSTMARK_SERVER_TOKEN: '0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f',
    POSTMARK_WEBHOOK_USER: 'postmark',
    POSTMARK_WEBHOOK_PASSWORD: 'twenty-two characters or more',
    POSTMARK_API_BASE: postmark.base,
    STRIPE_API_BASE: stripe.base,
  },
})
const scrape = await startMetrics(t, world)
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)
const bySms = { channel: 'sms', phone: '06 12 34 56 78' }

t.test(
  'requests are counted by the pattern of their route and their status, with their durations',
  async (t) => {
    const link = await permalinkOf(portal, await createRequest(portal, bySms))
    const page = { method: 'GET', route: '/p/:token', status: '200' }
    const before = await scrape()
    await customer.get(link)
    await customer.get('/p/0123456789012345678901')
    await customer.get('/nulle-part/Q7secret')
    const after = await scrape()
    const grown = (name: string, labels: Record<string, string>) =>
      after.read(name, labels) - before.read(name, labels)
    t.equal(grown('acquit_requests_total', page), 1)
    t.equal(grown('acquit_requests_total', { ...page, status: '404' }), 1)
    t.equal(grown('acquit_requests_total', { ...page, route: 'none', status: '404' }), 1)
    t.equal(grown('acquit_request_duration_seconds_count', { route: '/p/:token' }), 2)
    t.equal(grown('acquit_request_duration_seconds_bucket', { route: '/p/:token', le: '+Inf' }), 2)
  },
)

t.test('attempts to pay are counted by what became of them, and why they failed', async (t) => {
  const link = await permalinkOf(portal, await createRequest(portal, bySms))
  const attempts = 'acquit_recent_attempts'
  const before = await scrape()
  await customer.post(`${link}/paiement`, { ...goodCard, card_number: cardFor('card_declined') })
  await customer.post(`${link}/paiement`, goodCard)
  const after = await scrape()
  const grown = (labels: Record<string, string>) =>
    after.read(attempts, labels) - before.read(attempts, labels)
  t.equal(grown({ outcome: 'started' }), 2)
  t.equal(grown({ outcome: 'failed', code: 'card_declined' }), 1)
  t.equal(grown({ outcome: 'succeeded', code: 'none' }), 1)
})

t.test('messages are counted by channel and by what became of them; jobs by task', async (t) => {
  const before = await scrape()
  await createRequest(portal, bySms)
  const sent = { channel: 'sms', outcome: 'sent' }
  const count = (from: typeof before) => from.read('acquit_recent_messages', sent)
  const after = await eventually(async () => {
    const now = await scrape()
    return count(now) > count(before) && now
  })
  const task = { task: 'deliver_sms', outcome: 'done' }
  t.ok(after.read('acquit_jobs_total', task) > 0)
  t.equal(after.read('acquit_jobs_total', { ...task, outcome: 'failed' }), 0)
})

t.test('a provider that fails, and what waits for it, can be seen', async (t) => {
  const calls = { provider: postmark.base, outcome: '503' }
  await createRequest(portal)
  const after = await eventually(async () => {
    const now = await scrape()
    return now.read('acquit_provider_calls_total', calls) > 0 && now
  })
  t.equal(after.read('acquit_provider_left_alone', { provider: postmark.base }), 0, 'it has answered')
  await eventually(async () => {
    const waiting = { task: 'deliver_email', state: 'later' }
    return (await scrape()).read('acquit_queue_jobs', waiting) > 0
  })
})

t.test('a key whose gateway is silent is left alone, and counted without being named', async (t) => {
  const shop = await addMerchant(world, 'Boutique Muette')
  await giveKeys(world, shop, stripeKey, 'whsec_0123456789012345678901')
  const seller = await signIn(world, shop.email)
  for (const _ of times(6)) {
    const link = await permalinkOf(seller, await createRequest(seller, { send_by: 'link' }))
    await customer.post(`${link}/paiement`, {})
  }
  const { read } = await scrape()
  t.ok(read('acquit_provider_calls_total', { provider: stripe.base, outcome: 'silent' }) >= 5)
  t.ok(read('acquit_provider_calls_total', { provider: stripe.base, outcome: 'not_called' }) >= 1)
  t.equal(read('acquit_provider_left_alone', { provider: stripe.base }), 1)
})

t.test('nothing that is told is a secret, an address or a name (S3)', async (t) => {
  const { db } = world.deps
  const { text } = await scrape()
  const requests = await db.selectFrom('payment_requests').select(['id', 'token', 'merchant_id']).execute()
  const sessions = await db.selectFrom('sessions').select(['token', 'id']).execute()
  const secrets = [...requests, ...sessions].flatMap((row) => Object.values(row))
  t.ok(secrets.length > 20)
  for (const secret of secrets) t.notOk(text.includes(secret))
  t.notMatch(text, /Q7secret|courriel|atelier|33612345678|sk_test|4242|Muette/i)
  const labels = new Set(Array.from(text.matchAll(/(\w+)="/g), ([, label]) => label))
  t.strictSame(
    [...labels].filter((label) => !known.includes(label!)),
    [],
  )
})

/** It closes each connection without an answer. */
async function startDeafServer(t: Teardown) {
  const server = createServer((request) => request.socket.destroy())
  return { base: `http://127.0.0.1:${await listen(t, server)}` }
}

/** Ours, and those of the process's own metrics. */
const known = [
  ...['method', 'route', 'status', 'le', 'pool', 'state', 'task', 'outcome', 'channel', 'code', 'provider'],
  ...['type', 'kind', 'space', 'version', 'major', 'minor', 'patch'],
]
