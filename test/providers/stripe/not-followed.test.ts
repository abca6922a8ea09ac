import t from 'tap'
import { createStripeGateway } from '../../../src/providers/stripe/gateway.ts'
import { createIdentity, trust } from '../../fixtures/providers/certificate.ts'
import { newStripeCharge, payUnder, sessionOf } from '../../fixtures/providers/stripe/network.ts'
import { startStripe } from '../../fixtures/providers/stripe/server.ts'

const stripe = await startStripe(t)
const { secretKey } = stripe.account
const gateway = createStripeGateway({ secretKey, apiBase: stripe.base })

t.test('a redirect is not followed, nor is what comes with it believed (S49)', async (t) => {
  const { session } = await (async () => {
    const charge = newStripeCharge()
    await gateway.pay(charge, null)
    return { session: sessionOf(stripe, charge.attemptId)! }
  })()
  for (const status of [301, 302, 307, 308]) {
    const { asked, error } = await payUnder(stripe, gateway, {
      status,
      headers: { location: `${stripe.base}/v1/checkout/sessions/${session.id}` },
      body: { ...session },
    })
    t.type(error, Error)
    t.equal(asked, 1)
  }
})

t.test('an answer without end is dropped (S49)', async (t) => {
  const { error } = await payUnder(stripe, gateway, 'endless')
  t.type(error, Error)
})

t.test(
  'The customer is sent to an https address that Stripe has given, and nowhere else (S15, S49)',
  async (t) => {
    for (const url of [
      'http://checkout.stripe.com/c/pay/cs_test_1',
      'http://pay.merchant.example/c/pay/cs_test_1',
      'ftp://checkout.stripe.com/c/pay/cs_test_1',
      '//evil.example/c/pay',
      '/p/somewhere',
      'javascript:alert(1)',
      '',
      null,
    ]) {
      const charge = newStripeCharge()
      const outcome = await gateway.pay(charge, null)
      const session = sessionOf(stripe, charge.attemptId)!
      session.url = url
      const ref = 'ref' in outcome ? outcome.ref : null
      await t.rejects(gateway.find({ ...charge, ref }), /would lead to/, String(url))
      for (const host of ['checkout.stripe.com', 'pay.merchant.example']) {
        session.url = `https://${host}/c/pay/cs_test_1#fid`
        t.match(await gateway.find({ ...charge, ref }), { url: session.url })
      }
    }
  },
)

t.test('TLS is checked: a certificate nobody vouches for, or of another host, ends it (S49)', async (t) => {
  const unknown = await startStripe(t, { identity: createIdentity() })
  const elsewhere = createIdentity('other.example')
  const good = createIdentity()
  trust(elsewhere, good)
  const misnamed = await startStripe(t, { identity: elsewhere })
  const trusted = await startStripe(t, { identity: good })
  for (const [server, isGood] of [
    [unknown, false],
    [misnamed, false],
    [trusted, true],
  ] as const) {
    const secure = createStripeGateway({ secretKey: server.account.secretKey, apiBase: server.base })
    if (isGood) t.match(await secure.pay(newStripeCharge(), null), { status: 'challenged' })
    else await t.rejects(secure.pay(newStripeCharge(), null))
    t.equal(server.asked.length, isGood ? 1 : 0)
  }
})
