import t, { type Test } from 'tap'
import { newToken } from '../../src/domain/ids.ts'
import { lookAtGateways } from '../../src/payments/look.ts'
import {
  exportedRow,
  labelOf,
  look,
  messagesOf,
  payAtStripe,
  refundsOf,
} from '../fixtures/providers/stripe/account.ts'
import { openShop } from '../fixtures/providers/stripe/shop.ts'
import { createEvent, sign } from '../fixtures/providers/stripe/webhooks.ts'

const shop = await openShop(t, { jobs: false })
const { stripe, portal, customer, deps } = shop
const { books } = stripe

/** Runs the test with every webhook delivered, then with every webhook lost. */
function bothWays(name: string, test: (t: Test, hear: () => Promise<unknown>) => Promise<void>): void {
  t.test(`${name}, by webhook`, (t) => test(t, async () => undefined))
  t.test(`${name}, without any webhook`, async (t) => {
    const { deliver } = stripe
    const isOfSession = ({ payload }: { payload: string }) => payload.includes('checkout.session')
    stripe.deliver = async (webhook) => (isOfSession(webhook) ? deliver!(webhook) : 200)
    t.teardown(() => {
      stripe.deliver = deliver
    })
    await test(t, () => look(shop))
  })
}

bothWays('What was refunded at Stripe is refunded here (F36)', async (t, hear) => {
  const { id, link, session, detail, refunds } = await payAtStripe(shop)
  await books.refundElsewhere(session, { amount: 10_000 })
  await hear()
  t.equal(await labelOf(shop, id), 'partially_refunded')
  t.match((await portal.get(detail)).body, /Remboursé depuis Stripe[\s\S]*100,00/)
  t.match((await portal.get(refunds)).body, /value="149,00"/, 'what is left is offered')
  t.match((await customer.get(`${link}/recu`)).body, /−100,00[\s\S]*149,00/)
  t.match(await exportedRow(shop, id), { Statut: 'Partiellement remboursé', 'Remboursé (EUR)': '100,00' })
  t.match(await messagesOf(shop, id, 'refund_notice'), [{ recipient: /^client/ }])
  t.equal((await portal.post(refunds, { amount: '149,01', idempotency_key: newToken() })).statusCode, 422)
  await books.refundElsewhere(session)
  await hear()
  t.equal(await labelOf(shop, id), 'refunded')
  t.notMatch((await portal.get(detail)).body, refunds, 'nothing more is offered')
  t.equal((await portal.post(refunds, { amount: '1,00', idempotency_key: newToken() })).statusCode, 422)
  t.equal((await messagesOf(shop, id, 'refund_notice')).length, 2)
  await look(shop)
  t.equal((await refundsOf(shop, id)).length, 2, 'asked again, nothing is counted twice')
})

bothWays('One that is pending there counts once it has succeeded', async (t, hear) => {
  const { id, session, refunds } = await payAtStripe(shop)
  const refund = await books.refundElsewhere(session, { amount: 24_900, status: 'pending' })
  await hear()
  t.equal(await labelOf(shop, id), 'paid')
  t.equal(
    (await portal.post(refunds, { amount: '1,00', idempotency_key: newToken() })).statusCode,
    422,
    'it is on its way already',
  )
  await books.changeRefund(refund, 'succeeded')
  await hear()
  t.equal(await labelOf(shop, id), 'refunded')
  const told = ['gateway_refund_started', 'gateway_refund_succeeded']
  t.strictSame((await shop.eventsOf(id)).slice(-2), told)
})

bothWays('One that fails, is cancelled, or comes back weeks later is no longer counted', async (t, hear) => {
  const cancelled = await payAtStripe(shop)
  const late = await payAtStripe(shop)
  const pending = await books.refundElsewhere(cancelled.session, { status: 'requires_action' })
  const given = await books.refundElsewhere(late.session)
  await hear()
  t.equal(await labelOf(shop, late.id), 'refunded')
  await books.changeRefund(pending, 'canceled')
  await books.changeRefund(given, 'failed')
  await deps.db
    .updateTable('gateway_looks')
    .set({ looked_at: new Date(Date.now() - 86_400_000) })
    .execute()
  await hear()
  for (const { id, detail } of [cancelled, late]) {
    t.equal(await labelOf(shop, id), 'paid')
    t.match(await refundsOf(shop, id), [{ status: 'failed' }])
    t.match((await portal.get(detail)).body, /Remboursement depuis Stripe non abouti/)
  }
  t.equal((await messagesOf(shop, cancelled.id, 'refund_notice')).length, 0)
})

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
    stripe.next(async () => {
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

t.test('Refunded before we had heard that it was paid, it is paid and refunded here', async (t) => {
  const { id, link } = await shop.askForMoney()
  const { id: session } = shop.sessionOf(await shop.press(link))
  const { deliver } = stripe
  stripe.deliver = undefined
  await books.pay(session)
  stripe.deliver = deliver
  await books.refundElsewhere(session)
  t.equal(await labelOf(shop, id), 'refunded')
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
