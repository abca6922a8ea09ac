import { sql } from 'kysely'
import t from 'tap'
import { accountLetters } from '../../../src/account-letters.ts'
import { sendAccountLetter } from '../../../src/accounts/letters/letters.ts'
import { newToken } from '../../../src/domain/ids.ts'
import { retryRefusedKeys } from '../../../src/providers/keys/refusals.ts'
import { saveSecretKey } from '../../../src/providers/keys/store.ts'
import { addPerson } from '../../fixtures/app.ts'
import { htmx, signIn } from '../../fixtures/client.ts'
import { look, payAtStripe } from '../../fixtures/providers/stripe/account.ts'
import { openShop } from '../../fixtures/providers/stripe/shop.ts'

const shop = await openShop(t, { jobs: false })
const { deps, stripe, portal, customer, merchant } = shop
const { db, gateways, config } = deps
const keys = { gateway: 'stripe', mode: 'test' } as const
const member = await signIn(shop.world, (await addPerson(shop.world, merchant.id, 'member')).email)
await addPerson(shop.world, merchant.id, 'owner')

const saved = stripe.account.secretKey
const roll = () => Object.assign(stripe.account, { secretKey: `sk_test_${newToken()}` })
const unroll = () => Object.assign(stripe.account, { secretKey: saved })
const press = (link: string) => customer.post(`${link}/paiement`, {})
const hasBanner = async (path = '/paiements') =>
  (await portal.get(path)).body.includes('data-refused-key="test"')
const letters = async () => {
  const { rows } = await sql<{ payload: { kind: string } }>`
    select payload from graphile_worker._private_jobs where payload ->> 'kind' = 'key_refused'`.execute(db)
  return rows.map(({ payload }) => payload)
}
async function retry() {
  await db
    .updateTable('gateway_keys')
    .set({ retry_at: new Date(0) })
    .execute()
  await retryRefusedKeys(db, gateways, (error) => t.fail(String(error)))
}

await payAtStripe(shop)
const { id, link } = await shop.askForMoney()

t.test('a customer who meets it reads whom to contact, and counts as no declined card', async (t) => {
  t.notOk(await hasBanner())
  roll()
  await db.deleteFrom('rate_counts').execute()
  const answer = await press(link)
  t.equal(answer.statusCode, 409)
  for (const { body } of [answer, await customer.get(link)]) {
    t.match(body, /Atelier Lumière ne peut pas être payé en ligne pour le moment/)
    t.match(body, 'mailto:contact@atelier.example')
    t.notMatch(body, /réessayer|<form/)
  }
  const counted = await db.selectFrom('rate_counts').select('key').where('key', 'like', 'declines%').execute()
  t.strictSame(counted, [])
  t.equal((await press(link)).statusCode, 409)
  const [attempt, ...others] = await shop.attemptsOf(id)
  t.strictSame([attempt?.failure_code, others], ['key_refused', []], 'each press does not ask Stripe')
  t.match((await portal.get(`/paiements/${id}`)).body, /Votre clé a été refusée.: aucune carte/)
})

t.test(
  'it is the merchant’s news: on every page, on that of the keys, before a request is sent (F36)',
  async (t) => {
    for (const path of ['/paiements', '/activite', '/equipe', '/reglages', '/compte', `/paiements/${id}`])
      t.ok(await hasBanner(path), path)
    await portal.post('/mode', { mode: 'live' })
    t.ok(await hasBanner(), 'in the other mode too')
    await portal.post('/mode', { mode: 'test' })
    t.match((await portal.get('/reglages/stripe')).body, /Stripe refuse cette clé depuis le \d/)
    for (const headers of [{}, htmx])
      t.match(
        (await portal.get('/paiements/nouveau', { headers })).body,
        /cette demande ne pourra pas être payée/,
      )
    const { body } = await member.get('/paiements')
    t.match(body, 'Prévenez un administrateur de votre équipe')
    t.notMatch(body, 'href="/reglages/stripe"')
  },
)

t.test('the owners get one e-mail each for a refusal, however often it is met', async (t) => {
  t.match(await look(shop), [{ name: 'KeyRefused' }, { name: 'KeyRefused' }])
  await press((await shop.askForMoney()).link)
  const queued = await letters()
  t.equal(queued.length, 2)
  await sendAccountLetter(deps, accountLetters, queued[0] as Parameters<typeof sendAccountLetter>[2])
  t.match(await db.selectFrom('local_messages').select(['subject', 'body_text']).execute(), [
    { subject: 'Stripe refuse la clé de Atelier Lumière', body_text: /mode test[\s\S]*\/reglages\/stripe/ },
  ])
})

t.test('it ends by itself when the key works again, and a new refusal is news again', async (t) => {
  await retry()
  t.ok(await hasBanner(), 'still refused')
  unroll()
  await retry()
  t.notOk(await hasBanner())
  t.match((await customer.get(link)).body, '<form')
  roll()
  await look(shop)
  t.ok(await hasBanner())
  t.equal((await letters()).length, 4)
  unroll()
  await look(shop)
  t.notOk(await hasBanner(), 'any call that works ends it')
})

t.test('saving a key that works ends it', async (t) => {
  roll()
  await look(shop)
  t.ok(await hasBanner())
  const { secretKey: secret_key } = stripe.account
  t.equal((await portal.post('/reglages/stripe', { mode: 'test', secret_key })).statusCode, 303)
  t.notOk(await hasBanner())
  t.ok(shop.sessionOf((await press(link)).headers.location!))
})

t.test('a right that payments need, taken away, ends only when everything is allowed again', async (t) => {
  const { link } = await shop.askForMoney()
  const message = `The provided key 'rk_test_***' does not have the required permissions. Having the 'rak_checkout_session_write' permission would help.`
  stripe.next({ status: 403, body: { error: { type: 'invalid_request_error', message } } })
  t.equal((await press(link)).statusCode, 409)
  t.strictSame(await look(shop), [], 'reading still works')
  t.ok(await hasBanner())
  t.match((await portal.get('/reglages/stripe')).body, 'checkout_session_write')
  await retry()
  t.notOk(await hasBanner())
})

t.test(
  'a key without Disputes: read is not refused; the page of the keys says what cannot be seen',
  async (t) => {
    const { dispute_read } = stripe.account.keysWithout
    await saveSecretKey(db, merchant.id, keys, dispute_read, config.appSecret)
    t.match(await look(shop), [{ name: 'KeyRefused' }])
    t.notOk(await hasBanner())
    t.match((await portal.get('/reglages/stripe')).body, 'Cette clé ne peut pas lire les contestations')
    t.ok(shop.sessionOf((await press((await shop.askForMoney()).link)).headers.location!))
    stripe.account.keysWithout.dispute_read = stripe.account.secretKey
    Object.assign(stripe.account, { secretKey: dispute_read })
    t.strictSame(await look(shop), [])
    t.notMatch((await portal.get('/reglages/stripe')).body, 'ne peut pas lire')
  },
)
