import t from 'tap'
import { createStripeGateway } from '../../../src/providers/stripe/gateway.ts'
import { known } from '../../fixtures/charges.ts'
import { newStripeCharge, payUnder, sessionOf } from '../../fixtures/providers/stripe/network.ts'
import { type Script, startStripe } from '../../fixtures/providers/stripe/server.ts'

const stripe = await startStripe(t)
const { secretKey } = stripe.account
const gateway = createStripeGateway({ secretKey, apiBase: stripe.base })

const failure = (status: number, type = 'api_error', code?: string): Script => ({
  status,
  body: { error: { type, code, message: 'Said by the Stripe of the tests' } },
})

t.test(
  'too many, failures, an answer lost, a key at work: not known, and never asked twice (F7)',
  async (t) => {
    for (const script of [
      failure(429, 'invalid_request_error', 'rate_limit'),
      failure(500),
      failure(503),
      failure(409, 'invalid_request_error', 'idempotency_key_in_use'),
      { status: 502 },
      { status: 200, body: {} },
      { status: 200 },
      'lost',
    ] as const) {
      const { asked, error } = await payUnder(stripe, gateway, script)
      t.type(error, Error, JSON.stringify(script))
      t.equal(asked, 1)
    }
  },
)

t.test('what was not known is known later, with one session (F7)', async (t) => {
  for (const script of [failure(429), failure(500), 'lost'] as const) {
    const charge = newStripeCharge()
    stripe.next(script)
    await t.rejects(gateway.pay(charge, null))
    stripe.next(failure(503), failure(503))
    await t.rejects(gateway.find(known(charge)))
    t.match(await gateway.find(known(charge)), { status: 'challenged' })
    t.ok(sessionOf(stripe, charge.attemptId))
  }
})

t.test(
  'two requests with one key at the same time: one session, and the other does not know (F7)',
  async (t) => {
    const charge = newStripeCharge()
    const answers = await Promise.allSettled([gateway.pay(charge, null), gateway.pay(charge, null)])
    t.strictSame(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    t.equal(
      stripe.books.sessions.filter(({ metadata }) => metadata.attempt_id === charge.attemptId).length,
      1,
    )
  },
)

t.test('Stripe that says nothing is given up (F6)', async (t) => {
  const { error } = await payUnder(stripe, gateway, 'hang')
  t.type(error, Error)
})

t.test('what goes wrong never says the key (S3)', async (t) => {
  const wrong = createStripeGateway({ secretKey: 'sk_test_neverToBeSeen', apiBase: stripe.base })
  const errors: unknown[] = []
  for (const script of [failure(500), 'lost', undefined] as const) {
    if (script) stripe.next(script)
    errors.push(await wrong.pay(newStripeCharge(), null).catch((error) => error))
  }
  t.equal(errors.length, 3)
  const { inspect } = await import('node:util')
  t.notMatch(inspect(errors, { depth: 10, showHidden: true }), /neverToBeSeen/)
})
