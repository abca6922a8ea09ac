/** What is tried out in test mode never stops what is real. */
import t from 'tap'
import { limits } from '../../src/domain/limits.ts'
import { addMerchant } from '../fixtures/app.ts'
import { cardFor } from '../fixtures/cards.ts'
import { goodCard, goodForm, signIn } from '../fixtures/client.ts'
import { hour, refusesFor } from '../fixtures/limited.ts'
import { giveKeys, openShop } from '../fixtures/providers/stripe/shop.ts'
import { forgetCounts } from '../fixtures/security/rows.ts'
import { stage } from '../fixtures/security/stage.ts'
import { postBody, waitForRoom } from '../fixtures/security/wire.ts'

const shop = await openShop(t, { jobs: false })
const { db } = shop.deps
await giveKeys(shop.world, shop.merchant, shop.stripe.account.liveKey, shop.stripe.webhookSecret, 'live')
const tester = await addMerchant(shop.world, 'Boutique B')
const tests = await signIn(shop.world, tester.email)

t.beforeEach(() => forgetCounts(shop.world))

/** From now on, the shop's requests are of this mode. */
const choose = (mode: 'test' | 'live') => shop.portal.post('/mode', { mode })

const pay = (link: string, fields: object) =>
  postBody(shop.world, `${link}/paiement`, new URLSearchParams({ ...fields }).toString(), {
    from: '10.6.0.1',
  })

t.test('test cards declined at an address never stop a live payer at the same address (S70)', async (t) => {
  await waitForRoom(hour)
  const declined = { ...goodCard, card_number: cardFor('card_declined') }
  const links = []
  for (let n = 0; n < 4; n += 1) links.push((await stage(shop.world, tests, 'pending')).link)
  for (let n = 0; n < 30; n += 1)
    t.equal((await pay(links[Math.floor(n / 10)]!, declined)).statusCode, 402, `card ${n + 1}`)
  refusesFor(t, await pay(links[3]!, goodCard), hour)
  await choose('live')
  const { id, link } = await shop.askForMoney()
  t.match((await pay(link, {})).headers.location, /\/c\/pay\/cs_live_/)
  t.strictSame(
    (await shop.attemptsOf(id)).map(({ status }) => status),
    ['challenged'],
  )
})

t.test('test requests use up neither the requests nor the messages of live mode (S70)', async (t) => {
  await waitForRoom(hour)
  const form = { ...goodForm, email: 'essai@courriel.example' }
  const ask = async (fields = {}) => shop.portal.post('/paiements', { ...form, ...fields })
  await choose('test')
  for (let n = 0; n < 5; n += 1) t.equal((await ask()).statusCode, 303)
  refusesFor(t, await ask(), hour)
  await choose('live')
  t.equal((await ask()).statusCode, 303, 'the same recipient, in live mode')
  await choose('test')
  await db
    .updateTable('rate_counts')
    .set({ count: limits.creations.most })
    .where('key', 'like', 'creations-in-test:%')
    .execute()
  refusesFor(t, await ask({ own_mail: 'on' }), hour)
  await choose('live')
  t.equal((await ask({ own_mail: 'on' })).statusCode, 303)
})
