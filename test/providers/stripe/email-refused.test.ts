/** An e-mail that Stripe refuses to prefill is left out, and the bill can be paid. */
import t from 'tap'
import { createStripeGateway } from '../../../src/providers/stripe/gateway.ts'
import { newStripeCharge, sessionsOf } from '../../fixtures/providers/stripe/charged.ts'
import { startStripe } from '../../fixtures/providers/stripe/server.ts'

const stripe = await startStripe(t)
const { base: apiBase, account, books } = stripe
const gateway = createStripeGateway({ secretKey: account.secretKey, apiBase })
const charged = () => newStripeCharge(gateway, { customerEmail: 'léa@courriel.example' })

const keysSince = (count: number) =>
  stripe.asked.slice(count).flatMap(({ headers }) => headers['idempotency-key'] ?? [])

t.test('A second call without the e-mail, under a key of its own, opens the page', async (t) => {
  const charge = charged()
  const before = stripe.asked.length
  t.match(await gateway.pay(charge, null), { status: 'challenged', url: String })
  t.strictSame(keysSince(before), [charge.attemptId, `${charge.attemptId}_no_email`])
  const [first, second] = stripe.asked.slice(before).map(({ raw }) => new URLSearchParams(raw))
  t.equal(first!.get('customer_email'), 'léa@courriel.example')
  first!.delete('customer_email')
  t.equal(String(second), String(first), 'nothing else is left out')
  t.match(sessionsOf(books, charge), [{ customer_email: null }])
})

t.test(
  'When the answer to the second call is lost, its session is found, and there is no other (S53)',
  async (t) => {
    for (const script of ['lost', { status: 503 }] as const) {
      const charge = charged()
      stripe.next(() => Promise.resolve(), script)
      await t.rejects(gateway.pay(charge, null))
      t.match(await gateway.find({ ...charge, ref: null }), { status: 'challenged' })
      t.match(await gateway.cancel({ ...charge, ref: null }), { status: 'cancelled' })
      t.match(sessionsOf(books, charge), [{ status: 'expired' }])
    }
  },
)

t.test('Any other refusal is final: nothing else is left out', async (t) => {
  const charge = newStripeCharge(gateway, { description: ' ' })
  const before = stripe.asked.length
  t.match(await gateway.pay(charge, null), { status: 'failed', code: 'processing_error' })
  t.equal(stripe.asked.length, before + 1)
})
