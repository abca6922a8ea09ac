import t from 'tap'
import { newToken } from '../../src/domain/ids.ts'
import { labelOf, look, messagesOf, payAtStripe, refundsOf } from '../fixtures/providers/stripe/account.ts'
import { openShop } from '../fixtures/providers/stripe/shop.ts'
import { createEvent, sign } from '../fixtures/providers/stripe/webhooks.ts'

const shop = await openShop(t, { jobs: false })
const { stripe, portal, customer } = shop
const { books } = stripe

t.test('Fifty copies at once, in any order, are one refund (S46, F13, F14)', async (t) => {
  const { id, session } = await payAtStripe(shop)
  const { deliver } = stripe
  stripe.deliver = undefined
  await books.refundElsewhere(session, { amount: 100 })
  const webhooks = stripe.undelivered.splice(0)
  stripe.deliver = deliver
  const copies = Array.from({ length: 50 }, (_, n) => webhooks.toReversed()[n % webhooks.length]!)
  const answers = await Promise.all([
    ...copies.map((webhook) => shop.deliver(webhook)),
    look(shop),
    look(shop),
  ])
  t.ok(answers.every((answer) => Array.isArray(answer) || answer.statusCode === 200))
  t.match(await refundsOf(shop, id), [{ amount_cents: 100, status: 'succeeded', is_from_gateway: true }])
  t.equal((await messagesOf(shop, id, 'refund_notice')).length, 1)
})

t.test('Ours is never counted twice, even when its webhook comes before its answer (F15)', async (t) => {
  const { id, refunds } = await payAtStripe(shop)
  const hear = async () => {
    const refund = books.refunds[0]!
    for (const type of ['refund.created', 'charge.refunded', 'refund.updated'])
      await shop.deliver(sign(JSON.stringify(createEvent(type, refund)), [stripe.webhookSecret]))
    await look(shop)
  }
  // The session is read first, then the refund is made.
  stripe.next(async () => undefined, hear)
  const answer = await portal.post(refunds, { amount: '100,00', idempotency_key: newToken() })
  t.equal(answer.statusCode, 303)
  await hear()
  t.match(await refundsOf(shop, id), [{ amount_cents: 10_000, status: 'succeeded', is_from_gateway: false }])
  t.equal((await refundsOf(shop, id)).length, 1)
  t.equal((await shop.eventsOf(id)).filter((kind) => kind.includes('refund')).length, 2)
  t.equal((await messagesOf(shop, id, 'refund_notice')).length, 1)
})

t.test(
  'One made there while ours was on its way: ours fails, and what is left is never below zero',
  async (t) => {
    const { id, link, session, refunds } = await payAtStripe(shop)
    // The first call asks for the charge, the second for the refund.
    const usual = async () => {}
    stripe.next(usual, async () => {
      await books.refundElsewhere(session)
    })
    await portal.post(refunds, { amount: '100,00', idempotency_key: newToken() })
    const rows = await refundsOf(shop, id)
    t.strictSame(rows.map(({ status, is_from_gateway }) => [status, is_from_gateway]).sort(), [
      ['failed', false],
      ['succeeded', true],
    ])
    t.equal(await labelOf(shop, id), 'refunded')
    t.match((await customer.get(`${link}/recu`)).body, /−249,00[\s\S]*>0,00/)
  },
)

t.test('Two that a gateway gave under one of our names are two (S53)', async (t) => {
  const { id, session, refunds } = await payAtStripe(shop)
  await portal.post(refunds, { amount: '10,00', idempotency_key: newToken() })
  const [first] = books.refunds
  const second = await books.refundElsewhere(session, { amount: 1000 })
  second.metadata = { ...first!.metadata }
  await look(shop)
  t.equal((await refundsOf(shop, id)).length, 2)
  t.equal(await labelOf(shop, id), 'partially_refunded')
})
