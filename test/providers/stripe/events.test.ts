import t from 'tap'
import { newToken } from '../../../src/domain/ids.ts'
import { giveKeys, openShop } from '../../fixtures/providers/stripe/shop.ts'
import { openSession, payInSilence } from '../../fixtures/providers/stripe/silence.ts'
import { createEvent, sign } from '../../fixtures/providers/stripe/webhooks.ts'

const shop = await openShop(t)
const { stripe, deps } = shop
const secret = stripe.webhookSecret

stripe.deliver = undefined

t.test('whatever Stripe says, in whatever order, ends where Stripe’s books end (F14)', async (t) => {
  const types = ['completed', 'expired', 'async_payment_succeeded', 'async_payment_failed']
  for (const order of permutations(types.map((type) => `checkout.session.${type}`))) {
    const { id, session } = await payInSilence(shop)
    for (const type of order) {
      const event = JSON.stringify(createEvent(type, session))
      t.equal((await shop.deliver(sign(event, [secret]))).statusCode, 200)
    }
    t.equal(await shop.statusOf(id), 'paid', order.join(', '))
    t.equal((await shop.eventsOf(id)).filter((kind) => kind === 'paid').length, 1)
  }
})

t.test(
  'an end that is told before its time changes nothing; the real one ends the attempt (F14)',
  async (t) => {
    const { id, link, session } = await openSession(shop)
    for (const type of ['checkout.session.expired', 'checkout.session.completed']) {
      const event = JSON.stringify(createEvent(type, session))
      t.equal((await shop.deliver(sign(event, [secret]))).statusCode, 200)
      t.match(await shop.attemptsOf(id), [{ status: 'challenged' }])
    }
    await stripe.books.timeOut(session.id)
    t.equal((await shop.deliver(stripe.undelivered.pop()!)).statusCode, 200)
    t.match(await shop.attemptsOf(id), [{ status: 'abandoned', failure_code: 'timeout' }])
    t.equal(await shop.statusOf(id), 'pending')
    t.not(shop.sessionOf(await shop.press(link)).id, session.id, 'the next try has a page of its own')
  },
)

t.test('What is about nothing of ours is taken, and changes nothing', async (t) => {
  const { id, session } = await openSession(shop)
  const before = await shop.takenEvents()
  const asked = stripe.asked.length
  const same = { ...session }
  for (const [type, object] of [
    ['checkout.session.completed', { ...same, metadata: {} }],
    ['checkout.session.completed', { ...same, metadata: { attempt_id: 'att_unknown' } }],
    ['checkout.session.completed', { ...same, id: 'cs_test_another' }],
    ['payment_intent.succeeded', { id: 'pi_1', metadata: session.metadata }],
    ['refund.updated', { id: 're_1', metadata: { refund_id: 'ref_unknown' } }],
    ['refund.updated', { id: 're_1', metadata: null }],
    ['customer.created', { id: 'cus_1' }],
  ] as const) {
    const event = JSON.stringify(createEvent(type, object))
    t.equal((await shop.deliver(sign(event, [secret]))).statusCode, 200, type)
  }
  t.equal(await shop.takenEvents(), before)
  const since = stripe.asked.slice(asked).map(({ path }) => path)
  t.strictSame(since, ['/v1/refunds/re_1', '/v1/refunds/re_1'], 'a refund may be of ours, whatever it bears')
  t.match(await shop.attemptsOf(id), [{ status: 'challenged' }])
})

t.test('news signed with the secret of the other mode is not about this payment (S47)', async (t) => {
  const { id, session } = await payInSilence(shop)
  const liveSecret = `whsec_${newToken()}`
  await giveKeys(shop.world, shop.merchant, `sk_live_${newToken()}`, liveSecret, 'live')
  const event = JSON.stringify(createEvent('checkout.session.completed', { ...session, livemode: true }))
  t.equal((await shop.deliver(sign(event, [liveSecret]))).statusCode, 200)
  t.equal(await shop.statusOf(id), 'pending')
})

t.test('when Stripe cannot be asked, it is told to come again (F7)', async (t) => {
  const { id, webhook } = await payInSilence(shop)
  const before = await shop.takenEvents()
  stripe.next({ status: 503 })
  t.equal((await shop.deliver(webhook)).statusCode, 500)
  t.equal(await shop.takenEvents(), before)
  t.equal((await shop.deliver(webhook)).statusCode, 200)
  t.equal(await shop.statusOf(id), 'paid')
})

t.test('A refund that was on its way ends when Stripe says so', async (t) => {
  const { id, webhook } = await payInSilence(shop)
  await shop.deliver(webhook)
  stripe.next({ status: 503 })
  await shop.portal.post(`/paiements/${id}/remboursements`, {
    amount: '100,00',
    idempotency_key: newToken(),
  })
  const refundOf = () =>
    deps.db.selectFrom('refunds').selectAll().where('request_id', '=', id).executeTakeFirstOrThrow()
  t.match(await refundOf(), { status: 'pending' })
  const [attempt] = await shop.attemptsOf(id)
  const gateway = (await deps.gateways.forAttempt(attempt!))!
  const { id: refundId } = await refundOf()
  await gateway.refund({
    refundId,
    amountCents: 10_000,
    charge: { ...attempt!.charge, ref: attempt!.gateway_ref },
  })
  const [made] = stripe.books.refunds
  made!.status = 'pending'
  const tell = async () => {
    const event = JSON.stringify(createEvent('refund.updated', made!))
    t.equal((await shop.deliver(sign(event, [secret]))).statusCode, 200)
  }
  await tell()
  t.match(await refundOf(), { status: 'pending' })
  made!.status = 'succeeded'
  await tell()
  await tell()
  t.match(await refundOf(), { status: 'succeeded', gateway_ref: made!.id })
  t.equal((await shop.eventsOf(id)).filter((kind) => kind === 'refund_succeeded').length, 1)
})

function permutations<Item>(items: Item[]): Item[][] {
  if (items.length < 2) return [items]
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  )
}
