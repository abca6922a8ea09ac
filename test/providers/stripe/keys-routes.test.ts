import { createServer } from 'node:http'
import { sql } from 'kysely'
import t from 'tap'
import { accountLetters } from '../../../src/account-letters.ts'
import { sendAccountLetter } from '../../../src/accounts/letters/letters.ts'
import { limits } from '../../../src/domain/limits.ts'
import { keyOf } from '../../../src/limits/store.ts'
import { addMerchant, addPerson, startWorld } from '../../fixtures/app.ts'
import { type Client, htmx, signIn } from '../../fixtures/client.ts'
import { listen } from '../../fixtures/listen.ts'

/** A Stripe that knows one key, and answers about it as Stripe does. */
const asked: string[] = []
const stripe = createServer((req, res) => {
  const key = req.headers.authorization?.replace(/^Bearer /, '') ?? ''
  asked.push(`${req.method} ${req.url}`)
  const isKnown = key.endsWith('known0000')
  res.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' })
  const refused = { error: { type: 'invalid_request_error', message: 'Invalid API Key provided' } }
  res.end(JSON.stringify(isKnown ? { object: 'list', data: [], has_more: false, url: '/v1' } : refused))
})
const port = await listen(t, stripe)

const world = await startWorld(t, { jobs: false, env: { STRIPE_API_BASE: `http://127.0.0.1:${port}` } })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const good = 'sk_live_known0000'
const whsec = 'whsec_0123456789abcdef'
const save = (fields: Record<string, string>) => portal.post('/reglages/stripe', fields)

t.test('a key is tried once with Stripe, encrypted, and never shown again (S50)', async (t) => {
  const answer = await save({ mode: 'live', secret_key: good, webhook_secret: whsec })
  t.match(answer, { statusCode: 303, headers: { location: '/reglages/stripe' } })
  t.match(asked, [
    'GET /v1/checkout/sessions',
    'GET /v1/payment_intents/pi_acquit0tries0this0key',
    'POST /v1/checkout/sessions/cs_acquit0tries0this0key/expire',
    'GET /v1/refunds',
    'POST /v1/refunds',
    'GET /v1/disputes',
    'GET /v1/balance_transactions',
  ])
  t.equal(asked.length, 7)
  const { body } = await portal.get('/reglages/stripe')
  t.match(body, /se terminant par 0000/)
  t.notMatch(body, good)
  t.notMatch(body, whsec)
  const rows = await db.selectFrom('gateway_keys').selectAll().execute()
  t.notMatch(rows.map((row) => [row.secret_key, row.webhook_secret].join()).join(), /known|whsec/)
  t.notMatch(world.log.join(''), /known0000|whsec_/)
})

t.test('with a live key, a live request can be asked for', async (t) => {
  await portal.post('/mode', { mode: 'live' })
  t.match((await portal.get('/paiements/nouveau')).body, /name="amount"/)
  await portal.post('/mode', { mode: 'test' })
})

t.test(
  'a key of the other mode, half a key, and one that Stripe refuses are refused with their reason (S50)',
  async (t) => {
    const refusals = {
      sk_test_known0000: /celle de l’autre mode/,
      pk_live_known0000: /commence par sk_ ou rk_/,
      sk_live_unknown999: /Stripe refuse cette clé/,
    }
    for (const [secret_key, reason] of Object.entries(refusals)) {
      const answer = await save({ mode: 'live', secret_key })
      t.equal(answer.statusCode, 422, secret_key)
      t.match(answer.body, reason)
      t.notMatch(answer.body, secret_key)
    }
    t.equal((await save({ mode: 'live', webhook_secret: 'secret' })).statusCode, 422)
    t.equal((await save({ mode: 'test' })).statusCode, 422)
  },
)

for (const headers of [{}, htmx])
  t.test(
    `a merchant tries 20 keys an hour, whoever of them does; other merchants go on${headers === htmx ? ', with htmx' : ''} (S50)`,
    async (t) => {
      const trier = await addMerchant(world, 'Essais')
      const owner = await signIn(world, trier.email)
      const admin = await signIn(world, (await addPerson(world, trier.id, 'admin')).email)
      const tryOne = (client: Client, secret_key: string) =>
        client.post('/reglages/stripe', { mode: 'test', secret_key }, { headers })
      t.equal((await tryOne(owner, 'sk_test_unknown999')).statusCode, 422)
      await db
        .updateTable('rate_counts')
        .set({ count: 20 })
        .where('key', '=', keyOf(limits.keyChecks, trier.id))
        .execute()
      asked.length = 0
      const late = await tryOne(admin, 'sk_test_known0000')
      t.equal(late.statusCode, 429)
      t.ok(Number(late.headers['retry-after']) > 0)
      t.match(late.body, 'Trop de tentatives')
      t.strictSame(asked, [], 'Stripe is not asked')
      t.equal((await tryOne(portal, 'sk_test_known0000')).statusCode, 303)
      await portal.post('/reglages/stripe/retrait', { mode: 'test' })
    },
  )

t.test('keys that are taken back take no more payment', async (t) => {
  await portal.post('/reglages/stripe/retrait', { mode: 'live' })
  t.strictSame(await db.selectFrom('gateway_keys').select('mode').execute(), [])
})

t.test('another merchant’s keys are not touched', async (t) => {
  await save({ mode: 'live', secret_key: good })
  const other = await signIn(world, (await addMerchant(world, 'Autre')).email)
  t.notMatch((await other.get('/reglages/stripe')).body, /se terminant par/)
  await other.post('/reglages/stripe/retrait', { mode: 'live' })
  t.equal((await db.selectFrom('gateway_keys').select('mode').execute()).length, 1)
})

t.test('the owners are told of every change of keys, and nobody of a refused one (S32)', async (t) => {
  const shop = await addMerchant(world, 'Maison Perrin')
  const admin = await signIn(world, (await addPerson(world, shop.id, 'admin')).email)
  const told = async () => {
    const { rows } = await sql<{ payload: unknown }>`
      select payload from graphile_worker._private_jobs where payload ->> 'merchantId' = ${shop.id} order by id`.execute(
      db,
    )
    return rows.map(({ payload }) => payload)
  }
  await admin.post('/reglages/stripe', { mode: 'live', secret_key: 'sk_live_unknown999' })
  await admin.post('/reglages/stripe/retrait', { mode: 'live' })
  t.strictSame(await told(), [])
  const keys = { gateway: 'stripe', mode: 'live' } as const
  const letter = { kind: 'keys_changed', merchantId: shop.id, ownerId: shop.userId, ...keys } as const
  await admin.post('/reglages/stripe', { mode: 'live', secret_key: good })
  t.strictSame(await told(), [letter])
  await admin.post('/reglages/stripe', { mode: 'live', webhook_secret: whsec })
  await admin.post('/reglages/stripe/retrait', { mode: 'live' })
  t.strictSame(await told(), [letter, letter, letter])
  await sendAccountLetter(world.deps, accountLetters, letter)
  const written = await db.selectFrom('local_messages').selectAll().execute()
  t.match(written, [
    {
      recipient: shop.email,
      subject: 'Les clés Stripe ont changé : Maison Perrin',
      body_text: /mode réel[\s\S]*\/reglages\/stripe/,
    },
  ])
})
