import t, { type Test } from 'tap'
import { newToken } from '../../src/domain/ids.ts'
import {
  exportedRow,
  labelOf,
  look,
  messagesOf,
  payAtStripe,
  refundsOf,
} from '../fixtures/providers/stripe/account.ts'
import { openShop } from '../fixtures/providers/stripe/shop.ts'

const shop = await openShop(t, { jobs: false })
const { stripe, portal, customer, deps } = shop
const { books } = stripe

/** Runs the test with every webhook delivered, then with every webhook lost. */
function bothWays(name: string, test: (t: Test, hear: () => Promise<unknown>) => Promise<void>): void {
  t.test(`By webhook: ${name}`, (t) => test(t, async () => undefined))
  t.test(`Without any webhook: ${name}`, async (t) => {
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
