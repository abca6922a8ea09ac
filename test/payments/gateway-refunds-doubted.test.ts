import t from 'tap'
import { lookAtGateways } from '../../src/payments/look.ts'
import { labelOf, look, payAtStripe, refundsOf } from '../fixtures/providers/stripe/account.ts'
import { openShop } from '../fixtures/providers/stripe/shop.ts'

const shop = await openShop(t, { jobs: false })
const { stripe, deps } = shop
const { books } = stripe

t.test(
  'What contradicts our books is not recorded, is logged, and keeps nothing else waiting (S47)',
  async (t) => {
    const wrong = await payAtStripe(shop)
    const right = await payAtStripe(shop)
    const { payment_intent } = books.find(wrong.session)
    stripe.deliver = async () => 200
    await books.refundElsewhere(wrong.session, { amount: 100 })
    await books.refundElsewhere(right.session, { amount: 100 })
    stripe.deliver = async (webhook) => (await shop.deliver(webhook)).statusCode
    payment_intent!.amount_received = 1
    const errors = await look(shop)
    t.match(errors, [{ name: 'Mismatch', message: /refund re_\w+ of attempt att_\w+: .*"captured":1/ }])
    t.strictSame(await refundsOf(shop, wrong.id), [])
    t.equal((await refundsOf(shop, right.id)).length, 1)
    payment_intent!.amount_received = 24_900
    await look(shop)
    t.equal((await refundsOf(shop, wrong.id)).length, 1)
  },
)

t.test('What is of no payment of ours, or of another merchant’s, does nothing (S17)', async (t) => {
  const { id, session } = await payAtStripe(shop)
  const intent = books.find(session).payment_intent!
  const own = { ...intent.metadata }
  for (const metadata of [
    {},
    { ...own, merchant_id: 'mer_another' },
    { ...own, attempt_id: 'att_unknown' },
  ]) {
    intent.metadata = metadata as typeof own
    await books.refundElsewhere(session, { amount: 100 })
    t.strictSame(await look(shop), [])
  }
  t.strictSame(await refundsOf(shop, id), [])
})

t.test('What names the charge and not the refund makes the next look due at once', async (t) => {
  const { id, session } = await payAtStripe(shop)
  const { deliver } = stripe
  await look(shop)
  stripe.deliver = async (webhook) =>
    webhook.payload.includes('"charge.refunded"') ? (await shop.deliver(webhook)).statusCode : 200
  await books.refundElsewhere(session)
  stripe.deliver = deliver
  await lookAtGateways(deps.db, deps.gateways, (error) => t.fail(String(error)))
  t.equal(await labelOf(shop, id), 'refunded')
})

t.test(
  'A hundred and more are read page by page, and one account that refuses keeps no other waiting',
  async (t) => {
    const { id, session } = await payAtStripe(shop)
    const { deliver } = stripe
    stripe.deliver = undefined
    for (let n = 0; n < 130; n += 1) await books.refundElsewhere(session, { amount: 1 })
    stripe.deliver = deliver
    stripe.undelivered.length = 0
    stripe.next({ status: 500 })
    t.equal((await look(shop)).length, 1, 'one of two could not be asked')
    await look(shop)
    t.equal((await refundsOf(shop, id)).length, 130)
    const looks = stripe.asked.filter(
      ({ path, query }) => path === '/v1/refunds' && 'starting_after' in query,
    )
    t.ok(looks.length >= 1)
  },
)
