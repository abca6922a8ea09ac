import t from 'tap'
import { createStripeGateway } from '../../../src/providers/stripe/gateway.ts'
import { known, newCharge } from '../../fixtures/charges.ts'
import { createIdentity, trust } from '../../fixtures/providers/certificate.ts'
import { type Script, startStripe } from '../../fixtures/providers/stripe.ts'

const stripe = await startStripe(t)
const { secretKey } = stripe.account
const gateway = createStripeGateway({ secretKey, apiBase: stripe.base })

const newStripeCharge = () => newCharge({ endsAt: new Date(Date.now() + 36 * 60_000).toISOString() })
const sessionOf = (attemptId: string) =>
  stripe.books.sessions.find(({ metadata }) => metadata.attempt_id === attemptId)
const failure = (status: number, type = 'api_error', code?: string): Script => ({
  status,
  body: { error: { type, code, message: 'Said by the Stripe of the tests' } },
})

/** Pays once with this script. Returns how many times Stripe was called. */
async function payUnder(script: Script): Promise<{ asked: number; error: unknown; attemptId: string }> {
  const charge = newStripeCharge()
  const before = stripe.asked.length
  stripe.next(script)
  const error = await gateway.pay(charge, null).then(
    () => undefined,
    (error: unknown) => error,
  )
  return { asked: stripe.asked.length - before, error, attemptId: charge.attemptId }
}

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
      const { asked, error } = await payUnder(script)
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
    t.ok(sessionOf(charge.attemptId))
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

t.test('Stripe that says nothing is given up after eight seconds (F6)', async (t) => {
  const started = Date.now()
  const { error } = await payUnder('hang')
  const seconds = (Date.now() - started) / 1000
  t.type(error, Error)
  t.ok(seconds > 5 && seconds < 10, `${seconds} s`)
})

t.test('a redirect is not followed, nor is what comes with it believed (S49)', async (t) => {
  const { session } = await (async () => {
    const charge = newStripeCharge()
    await gateway.pay(charge, null)
    return { session: sessionOf(charge.attemptId)! }
  })()
  for (const status of [301, 302, 307, 308]) {
    const { asked, error } = await payUnder({
      status,
      headers: { location: `${stripe.base}/v1/checkout/sessions/${session.id}` },
      body: { ...session },
    })
    t.type(error, Error)
    t.equal(asked, 1)
  }
})

t.test('an answer without end is dropped (S49)', async (t) => {
  const { error } = await payUnder('endless')
  t.type(error, Error)
})

t.test('the customer is sent to Stripe’s own page and nowhere else (S49)', async (t) => {
  for (const url of [
    'https://checkout.stripe.com.evil.example/c/pay/cs_test_1',
    'http://checkout.stripe.com/c/pay/cs_test_1',
    'https://evil.example/?https://checkout.stripe.com',
    'https://checkout.stripe.com@evil.example/',
    '//evil.example/c/pay',
    '/p/somewhere',
    'javascript:alert(1)',
    '',
    null,
  ]) {
    const charge = newStripeCharge()
    const outcome = await gateway.pay(charge, null)
    const session = sessionOf(charge.attemptId)!
    session.url = url
    const ref = 'ref' in outcome ? outcome.ref : null
    await t.rejects(gateway.find({ ...charge, ref }), /would lead to/, String(url))
    session.url = 'https://checkout.stripe.com/c/pay/cs_test_1#fid'
    t.match(await gateway.find({ ...charge, ref }), { url: session.url })
  }
})

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
