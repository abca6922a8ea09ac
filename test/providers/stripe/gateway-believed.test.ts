import t from 'tap'
import { createStripeGateway } from '../../../src/providers/stripe/gateway.ts'
import { open } from '../../fixtures/providers/stripe/charged.ts'
import { startStripe } from '../../fixtures/providers/stripe/server.ts'

const stripe = await startStripe(t)
const { base: apiBase, account, books } = stripe
const gateway = createStripeGateway({ secretKey: account.secretKey, apiBase })

t.test('a paid session is believed only when all of it is the charge’s own (S47)', async (t) => {
  for (const lie of [
    { amount_total: 100 },
    { currency: 'usd' },
    { livemode: true },
    { mode: 'setup' },
    { client_reference_id: 'pay_0000000000000000000000' },
    { metadata: { attempt_id: 'att_0000000000000000000000' } },
    { metadata: {} },
    { payment_status: 'unpaid' },
    { payment_status: 'no_payment_required' },
    { payment_intent: null },
  ]) {
    const { known, session } = await open(books, gateway)
    await books.pay(session.id)
    Object.assign(session, lie)
    await t.rejects(gateway.find(known), { message: /^attempt att_/ }, JSON.stringify(lie))
    await t.rejects(gateway.cancel(known))
  }
  for (const lie of [{ currency: 'usd' }, { metadata: {} }, { status: 'processing' }]) {
    const { known, session } = await open(books, gateway)
    await books.pay(session.id)
    Object.assign(session.payment_intent!, lie)
    await t.rejects(gateway.find(known), { message: /^attempt att_/ }, JSON.stringify(lie))
  }
  const { known, session } = await open(books, gateway)
  await books.pay(session.id)
  session.payment_intent!.amount_received = 24_800
  t.match(await gateway.find(known), { capturedCents: 24_800 }, 'what was captured is what is said')
})
