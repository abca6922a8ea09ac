import t from 'tap'
import { newId } from '../../../src/domain/ids.ts'
import { createStripeGateway } from '../../../src/providers/stripe/gateway.ts'
import { newCharge } from '../../fixtures/charges.ts'
import { startStripe } from '../../fixtures/providers/stripe/server.ts'

const stripe = await startStripe(t)
const { account, base: apiBase, books } = stripe
const gateway = createStripeGateway({ secretKey: account.secretKey, apiBase })

/** A paid charge of 249,00 €. */
async function pay() {
  const charge = newCharge({ endsAt: new Date(Date.now() + 36 * 60_000).toISOString() })
  const { ref } = { ref: null, ...(await gateway.pay(charge, null)) }
  await books.pay(ref!)
  return { ...charge, ref }
}

const refundsOf = (refundId: string) =>
  books.refunds.filter(({ metadata }) => metadata.refund_id === refundId)

t.test('A whole payment, or a part, is given back once for each id', async (t) => {
  const charge = await pay()
  const refund = { refundId: newId('ref'), amountCents: 10_000, charge }
  const first = await gateway.refund(refund)
  const [made] = refundsOf(refund.refundId)
  t.strictSame(first, { status: 'succeeded', ref: made!.id })
  t.strictSame(await gateway.refund(refund), first)
  t.match(made, { amount: 10_000, metadata: { refund_id: refund.refundId, attempt_id: charge.attemptId } })
  t.equal(refundsOf(refund.refundId).length, 1)
  const rest = { refundId: newId('ref'), amountCents: 14_900, charge }
  t.match(await gateway.refund(rest), { status: 'succeeded' })
  const tooMuch = { refundId: newId('ref'), amountCents: 1, charge }
  t.strictSame(await gateway.refund(tooMuch), { status: 'failed', ref: null, failure: 'already_refunded' })
})

t.test('More than is left is refused, and nothing is given back', async (t) => {
  const refund = { refundId: newId('ref'), amountCents: 24_901, charge: await pay() }
  t.strictSame(await gateway.refund(refund), { status: 'failed', ref: null, failure: 'partly_refunded' })
  t.equal(refundsOf(refund.refundId).length, 0)
})

t.test('an answer that was lost: not known, then found by our own name for it (S53)', async (t) => {
  const refund = { refundId: newId('ref'), amountCents: 10_000, charge: await pay() }
  t.equal(await gateway.findRefund({ ...refund, ref: null }), undefined)
  stripe.next(() => Promise.resolve(), 'lost')
  await t.rejects(gateway.refund(refund))
  stripe.forgetKeys()
  const [made] = refundsOf(refund.refundId)
  t.strictSame(await gateway.findRefund({ ...refund, ref: null }), { status: 'succeeded', ref: made!.id })
  t.strictSame(await gateway.findRefund({ ...refund, ref: made!.id }), { status: 'succeeded', ref: made!.id })
  for (const script of [{ status: 500 }, 'lost'] as const) {
    stripe.next(script)
    await t.rejects(gateway.findRefund({ ...refund, ref: made!.id }))
  }
})

t.test('it is found behind a hundred newer refunds of the same payment', async (t) => {
  const refund = { refundId: newId('ref'), amountCents: 100, charge: await pay() }
  await gateway.refund(refund)
  const [made] = refundsOf(refund.refundId)
  for (let n = 0; n < 100; n += 1) books.refunds.unshift({ ...made!, id: `re_newer${n}`, metadata: {} })
  t.strictSame(await gateway.findRefund({ ...refund, ref: null }), { status: 'succeeded', ref: made!.id })
})

t.test('Each of Stripe’s ends is one of ours', async (t) => {
  const refund = { refundId: newId('ref'), amountCents: 10_000, charge: await pay() }
  const { ref } = await gateway.refund(refund)
  const [made] = refundsOf(refund.refundId)
  for (const [theirs, ours, failure] of [
    ['pending', 'pending'],
    ['requires_action', 'pending'],
    ['failed', 'failed', 'returned'],
    ['canceled', 'failed', 'cancelled'],
    ['succeeded', 'succeeded'],
  ] as const) {
    made!.status = theirs
    const found = await gateway.findRefund({ ...refund, ref })
    t.strictSame(found, { status: ours, ref, ...(failure ? { failure } : {}) })
  }
})

t.test('another’s refund is not believed; a charge without a capture has none (S47)', async (t) => {
  const charge = await pay()
  const refund = { refundId: newId('ref'), amountCents: 10_000, charge }
  const { ref } = await gateway.refund(refund)
  await t.rejects(gateway.findRefund({ ...refund, amountCents: 9_000, ref }), /is another's/)
  await t.rejects(gateway.findRefund({ ...refund, refundId: newId('ref'), ref }), /is another's/)
  const unpaid = newCharge({ endsAt: new Date(Date.now() + 36 * 60_000).toISOString() })
  const { ref: open } = { ref: null, ...(await gateway.pay(unpaid, null)) }
  await t.rejects(gateway.refund({ ...refund, charge: { ...unpaid, ref: open } }), /captured nothing/)
})
