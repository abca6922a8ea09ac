import t, { type Test } from 'tap'
import { newToken } from '../../../src/domain/ids.ts'
import { addMerchant } from '../../fixtures/app.ts'
import { giveKeys, openShop } from '../../fixtures/providers/stripe/shop.ts'
import { payInSilence } from '../../fixtures/providers/stripe/silence.ts'
import { createEvent, sign, type Webhook } from '../../fixtures/providers/stripe/webhooks.ts'

const shop = await openShop(t)
const { stripe, merchant, deps } = shop
const secret = stripe.webhookSecret

stripe.deliver = undefined

/** The webhook is refused; nothing is stored or changed. */
async function refuses(t: Test, id: string, webhook: Webhook, why: string): Promise<void> {
  const asked = stripe.asked.length
  const taken = await shop.takenEvents()
  const { statusCode } = await shop.deliver(webhook)
  t.equal(statusCode, 400, why)
  t.equal(await shop.takenEvents(), taken, 'no row')
  t.equal(stripe.asked.length, asked, 'nothing asked')
  t.equal(await shop.statusOf(id), 'pending')
}

t.test(
  'what Stripe did not sign, just now, in these bytes, is refused; then the real one pays (S43)',
  async (t) => {
    const { id, webhook } = await payInSilence(shop)
    const { payload, headers } = webhook
    const signed = (at: number, secrets = [secret]) => sign(payload, secrets, at)
    await refuses(t, id, { payload: payload.replace('"eur"', '"usd"'), headers }, 'tampered')
    await refuses(t, id, { payload: JSON.stringify(JSON.parse(payload), null, 2), headers }, 're-serialised')
    await refuses(t, id, { payload: `${payload} `, headers }, 'one byte more')
    await refuses(t, id, signed(Date.now() - 301_000), 'old')
    await refuses(t, id, signed(Date.now() + 310_000), 'from the future')
    await refuses(t, id, signed(Date.now(), [`whsec_${newToken()}`]), 'wrong secret')
    await refuses(t, id, { payload, headers: { 'content-type': 'application/json' } }, 'not signed')
    const header = headers['stripe-signature']!
    for (const other of [
      '',
      't=1',
      header.replace('v1=', 'v0='),
      header.replace(/t=\d+/, 't=x'),
      `${header}0`,
    ])
      await refuses(t, id, { payload, headers: { ...headers, 'stripe-signature': other } }, other)
    const fresh = header.replace(/t=\d+/, `t=${Math.floor(Date.now() / 1000) + 1}`)
    await refuses(t, id, { payload, headers: { ...headers, 'stripe-signature': fresh } }, 'another time')
    await refuses(t, id, { ...sign('[]', [secret]) }, 'signed, and no event')
    const live = { ...JSON.parse(payload), livemode: true }
    await refuses(t, id, sign(JSON.stringify(live), [secret]), 'of the other mode than its secret')
    t.equal((await shop.deliver(webhook)).statusCode, 200)
    t.equal(await shop.statusOf(id), 'paid')
  },
)

t.test('within five minutes, and while a secret is being replaced, either signs (S43)', async (t) => {
  for (const at of [Date.now() - 290_000, Date.now() + 299_000]) {
    const { id, webhook } = await payInSilence(shop)
    t.equal((await shop.deliver(sign(webhook.payload, [secret], at))).statusCode, 200)
    t.equal(await shop.statusOf(id), 'paid')
  }
  const next = `whsec_${newToken()}`
  await giveKeys(shop.world, merchant, stripe.account.secretKey, next)
  for (const secrets of [[secret], [next], [next, secret]]) {
    const { id, webhook } = await payInSilence(shop)
    t.equal((await shop.deliver(sign(webhook.payload, secrets))).statusCode, 200)
    t.equal(await shop.statusOf(id), 'paid')
  }
  await deps.db.updateTable('gateway_keys').set({ previous_until: new Date() }).execute()
  const { id, webhook } = await payInSilence(shop)
  await refuses(t, id, sign(webhook.payload, [secret]), 'replaced since long')
  await giveKeys(shop.world, merchant, stripe.account.secretKey, secret)
})

t.test('fifty copies at once, then one more: 200 each, one effect (S46, F13)', async (t) => {
  const { id, webhook } = await payInSilence(shop)
  const before = await shop.takenEvents()
  const answers = await Promise.all(Array.from({ length: 50 }, () => shop.deliver(webhook)))
  t.ok(answers.every(({ statusCode }) => statusCode === 200))
  const asked = stripe.asked.length
  t.equal((await shop.deliver(webhook)).statusCode, 200)
  t.equal(stripe.asked.length, asked, 'a copy that comes late is not asked about')
  t.equal(await shop.takenEvents(), before + 1)
  t.strictSame(await shop.eventsOf(id), ['created', 'attempt_started', 'attempt_page_opened', 'paid'])
  t.match(await shop.attemptsOf(id), [{ status: 'succeeded', card_brand: 'Visa', card_last4: '4242' }])
})

t.test('a signed event that is none of ours is answered 200, and nothing comes of it', async (t) => {
  const objects = {
    'balance.available': { object: 'balance', livemode: false, available: [], pending: [] },
    'invoice.upcoming': { object: 'invoice', id: null, livemode: false, metadata: { lines: 3 } },
    'customer.created': { object: 'customer', id: 'cus_1', livemode: false },
    'v2.core.event': undefined,
  }
  const [asked, taken] = [stripe.asked.length, await shop.takenEvents()]
  for (const [type, object] of Object.entries(objects)) {
    const event = { ...createEvent(type, object ?? {}), ...(object ? {} : { data: undefined }) }
    t.equal((await shop.deliver(sign(JSON.stringify(event), [secret]))).statusCode, 200, type)
    const unsigned = await shop.deliver(sign(JSON.stringify(event), [`whsec_${newToken()}`]))
    t.equal(unsigned.statusCode, 400, `${type}, signed by another`)
  }
  t.equal(stripe.asked.length, asked)
  t.equal(await shop.takenEvents(), taken)
})

t.test('an event is kept with its effect, or not at all (S46)', async (t) => {
  const { id, session, webhook } = await payInSilence(shop)
  const before = await shop.takenEvents()
  session.payment_intent!.amount_received = 1
  t.equal((await shop.deliver(webhook)).statusCode, 500)
  t.equal(await shop.takenEvents(), before)
  t.equal(await shop.statusOf(id), 'pending')
  session.payment_intent!.amount_received = session.amount_total
  t.equal((await shop.deliver(webhook)).statusCode, 200)
  t.equal(await shop.statusOf(id), 'paid')
  t.equal(await shop.takenEvents(), before + 1)
})

t.test('signed, and yet of another amount: not paid, and the log says so (S47)', async (t) => {
  const { id, session, webhook } = await payInSilence(shop)
  Object.assign(session, { amount_total: 100 })
  Object.assign(session.payment_intent!, { amount: 100, amount_received: 100 })
  shop.world.log.length = 0
  t.equal((await shop.deliver(webhook)).statusCode, 500)
  t.equal(await shop.statusOf(id), 'pending')
  t.match(shop.world.log.join(''), /"level":50.*amount 100, not 24900/)
})

t.test('another merchant’s endpoint says nothing of this one’s payments (S17)', async (t) => {
  const { id, webhook } = await payInSilence(shop)
  const stranger = await addMerchant(shop.world)
  const theirs = `whsec_${newToken()}`
  t.equal((await shop.deliver(webhook, stranger)).statusCode, 404, 'one who has no keys')
  t.equal((await shop.deliver(webhook, { id: 'mer_unknown' })).statusCode, 404)
  await giveKeys(shop.world, stranger, `sk_test_${newToken()}`, theirs)
  t.equal((await shop.deliver(webhook, stranger)).statusCode, 400)
  const asked = stripe.asked.length
  t.equal((await shop.deliver(sign(webhook.payload, [theirs]), stranger)).statusCode, 200)
  t.equal(stripe.asked.length, asked)
  t.equal(await shop.statusOf(id), 'pending')
})
