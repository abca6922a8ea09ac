import t from 'tap'
import type { Charge } from '../../../src/domain/gateway.ts'
import { languages } from '../../../src/domain/words.ts'
import { checkKey } from '../../../src/providers/stripe/check-key.ts'
import { createStripeGateway } from '../../../src/providers/stripe/gateway.ts'
import { known, newCharge } from '../../fixtures/charges.ts'
import { startStripe } from '../../fixtures/providers/stripe.ts'

const stripe = await startStripe(t)
const { base: apiBase, account, books } = stripe
const gateway = createStripeGateway({ secretKey: account.secretKey, apiBase })
const minute = 60_000

function newStripeCharge(changes: Partial<Charge> = {}): Charge {
  return newCharge({ endsAt: new Date(Date.now() + gateway.minutesToPay * minute).toISOString(), ...changes })
}

/** A charge made this many minutes ago. */
function oldCharge(minutes: number): Charge {
  const started = Date.now() - minutes * minute
  return newStripeCharge({
    startedAt: new Date(started).toISOString(),
    endsAt: new Date(started + gateway.minutesToPay * minute).toISOString(),
  })
}

const sessionsOf = ({ attemptId }: Charge) =>
  books.sessions.filter(({ metadata }) => metadata.attempt_id === attemptId)
const created = () =>
  stripe.asked.filter(({ method, path }) => `${method} ${path}` === 'POST /v1/checkout/sessions')

async function open(changes: Partial<Charge> = {}) {
  const charge = newStripeCharge(changes)
  const outcome = await gateway.pay(charge, null)
  if (outcome.status !== 'challenged') throw new Error(outcome.status)
  return { charge, session: sessionsOf(charge)[0]!, known: { ...charge, ref: outcome.ref } }
}

t.test('It asks Stripe for a page of its own: no card form, and half an hour at least', async (t) => {
  const { name, form, reopensChallenge, minutesToPay } = gateway
  t.match(
    { name, reopensChallenge, view: form.show('fr').view },
    { name: 'stripe', reopensChallenge: true, view: '/pay/_redirect' },
  )
  t.ok(minutesToPay > 35 && minutesToPay < 24 * 60)
  t.strictSame(form.readPayer({ card_number: '4242' }), { ok: true, details: null })
})

t.test('What is asked for is the charge: its amount, its words, its names, its end', async (t) => {
  const charge = newStripeCharge()
  const outcome = await gateway.pay(charge, null)
  const [session] = sessionsOf(charge)
  t.strictSame(outcome, { status: 'challenged', url: `${apiBase}/c/pay/${session!.id}`, ref: session!.id })
  const metadata = {
    attempt_id: charge.attemptId,
    request_id: charge.requestId,
    merchant_id: charge.merchantId,
  }
  t.strictSame(stripe.asked.at(-1)!.body, {
    mode: 'payment',
    line_items: [
      {
        quantity: 1,
        price_data: { currency: 'eur', unit_amount: 24_900, product_data: { name: charge.description } },
      },
    ],
    allowed_payment_method_types: ['card'],
    adaptive_pricing: { enabled: false },
    locale: 'fr',
    customer_email: charge.customerEmail,
    client_reference_id: charge.requestId,
    metadata,
    payment_intent_data: { metadata },
    success_url: `${charge.returnUrl}?retour=paiement`,
    cancel_url: charge.returnUrl,
    expires_at: Math.floor(Date.parse(charge.endsAt) / 1000),
  })
  const { headers } = stripe.asked.at(-1)!
  t.equal(headers['idempotency-key'], charge.attemptId)
  t.notOk('x-stripe-client-telemetry' in headers)
  t.notMatch(headers['x-stripe-client-user-agent'], /platform|uname/)
})

t.test(
  'Without an e-mail address Stripe asks for one; every language of ours is one of Stripe’s',
  async (t) => {
    for (const language of languages)
      t.match(await gateway.pay(newStripeCharge({ language, customerEmail: null }), null), {
        status: 'challenged',
      })
    t.notOk('customer_email' in (stripe.asked.at(-1)!.body as object))
  },
)

t.test('a repeat is the same, byte for byte, and makes no second session (S53)', async (t) => {
  const charge = newStripeCharge({ description: 'Été : « 100 % » & plus = 1 ?' })
  const from = stripe.asked.length
  const first = await gateway.pay(charge, null)
  const kept: Charge = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(charge).reverse())))
  const other = createStripeGateway({ secretKey: account.secretKey, apiBase })
  t.strictSame(await other.pay(kept, null), first)
  const [one, two] = stripe.asked.slice(from)
  t.equal(one!.raw, two!.raw)
  t.equal(one!.headers['idempotency-key'], two!.headers['idempotency-key'])
  t.equal(sessionsOf(charge).length, 1)
})

t.test('an answer that was lost is asked for again, under the same key (S53)', async (t) => {
  const charge = newStripeCharge()
  stripe.next('lost')
  const from = stripe.asked.length
  await t.rejects(gateway.pay(charge, null))
  t.equal(stripe.asked.length, from + 1, 'the library does not ask again by itself')
  const [session] = sessionsOf(charge)
  t.match(await gateway.find(known(charge)), { status: 'challenged', ref: session!.id })
  await books.pay(session!.id)
  t.match(await gateway.find(known(charge)), { status: 'succeeded' }, 'not what it was when it was made')
  t.equal(sessionsOf(charge).length, 1)
})

t.test('a failure that Stripe keeps with the key does not hide the session for ever (S54)', async (t) => {
  const charge = newStripeCharge()
  stripe.next('broken')
  await t.rejects(gateway.pay(charge, null))
  t.match(await gateway.find(known(charge)), { status: 'challenged', ref: sessionsOf(charge)[0]!.id })
  t.strictSame(await gateway.cancel(known(charge)), { status: 'cancelled' })
  t.equal(sessionsOf(charge).length, 1)
})

t.test('after 23 hours the key is not used again: the session is looked for by its name (S54)', async (t) => {
  const charge = oldCharge(25 * 60)
  const { session } = await open()
  Object.assign(session, { created: Date.parse(charge.startedAt) / 1000 + 2, status: 'expired', url: null })
  Object.assign(session, {
    client_reference_id: charge.requestId,
    metadata: { attempt_id: charge.attemptId },
  })
  stripe.forgetKeys()
  const before = created().length
  t.strictSame(await gateway.find(known(charge)), { status: 'cancelled' })
  t.strictSame(await gateway.cancel(known(charge)), { status: 'cancelled' })
  t.equal(await gateway.find(known(oldCharge(25 * 60))), undefined)
  t.strictSame(await gateway.cancel(known(oldCharge(25 * 60))), { status: 'cancelled' })
  t.equal(created().length, before)
})

t.test('it is found among hundreds of the same minutes (S54)', async (t) => {
  const { charge, session } = await open()
  const others = Array.from({ length: 250 }, (_, index) => ({
    ...session,
    id: `cs_test_${index}`,
    metadata: {},
  }))
  books.sessions.unshift(...others)
  stripe.forgetKeys()
  stripe.next({ status: 500, body: { error: { type: 'api_error', message: 'Oops' } } })
  t.match(await gateway.find(known(charge)), { status: 'challenged', ref: session.id })
  books.sessions.splice(0, others.length)
})

t.test('What never reached Stripe and comes too late for it is surely unknown', async (t) => {
  const charge = oldCharge(10)
  t.equal(await gateway.find(known(charge)), undefined)
  t.strictSame(await gateway.cancel(known(charge)), { status: 'cancelled' })
  t.match(await gateway.pay(charge, null), { status: 'failed' }, 'its own request, still on its way')
  t.equal(sessionsOf(charge).length, 0)
})

t.test('what is cancelled before Stripe has heard of it can no longer be paid (S52)', async (t) => {
  const charge = newStripeCharge()
  t.strictSame(await gateway.cancel(known(charge)), { status: 'cancelled' })
  await gateway.pay(charge, null).catch(() => undefined)
  t.strictSame(
    sessionsOf(charge).map(({ status }) => status),
    ['expired'],
  )
})

t.test('A card that was declined leaves the page open; left there, it says why', async (t) => {
  const { known, session } = await open()
  await books.decline(session.id, { decline_code: 'insufficient_funds' })
  t.match(await gateway.find(known), { status: 'challenged' })
  const failed = { status: 'failed', code: 'insufficient_funds', card: { brand: 'Visa', last4: '0002' } }
  t.match(await gateway.cancel(known), { ...failed, ref: session.id })
  t.match(await gateway.find(known), failed)
})

t.test('Each reason of Stripe’s has one of ours', async (t) => {
  for (const [decline, code] of [
    [{ decline_code: 'generic_decline' }, 'card_declined'],
    [{ decline_code: 'something_new' }, 'card_declined'],
    [{ decline_code: 'withdrawal_count_limit_exceeded' }, 'insufficient_funds'],
    [{ decline_code: 'authentication_required' }, '3ds_declined'],
    [{ code: 'payment_intent_authentication_failure', type: 'invalid_request_error' }, '3ds_declined'],
    [{ code: 'incorrect_cvc' }, 'incorrect_number'],
    [{ code: 'expired_card' }, 'incorrect_number'],
    [{ decline_code: 'fraudulent' }, 'fraud_suspected'],
    [{ decline_code: 'stolen_card' }, 'fraud_suspected'],
    [{ code: 'processing_error' }, 'processing_error'],
    [{ code: 'lock_timeout', type: 'api_error' }, 'processing_error'],
  ] as const) {
    const { known, session } = await open()
    await books.decline(session.id, decline)
    await books.timeOut(session.id)
    t.match(await gateway.find(known), { status: 'failed', code }, JSON.stringify(decline))
  }
})

t.test('A card’s brand is written as its bearer knows it; without a card there is none', async (t) => {
  for (const [card, shown] of [
    [
      { brand: 'cartes_bancaires', last4: '1234' },
      { brand: 'CB', last4: '1234' },
    ],
    [
      { brand: 'mastercard', last4: '4444' },
      { brand: 'Mastercard', last4: '4444' },
    ],
    [
      { brand: 'newbrand', last4: '4444' },
      { brand: 'newbrand', last4: '4444' },
    ],
    [{ brand: null, last4: null }, null],
  ] as const) {
    const { known, session } = await open()
    await books.pay(session.id, card)
    t.strictSame(await gateway.find(known), {
      status: 'succeeded',
      capturedCents: 24_900,
      card: shown,
      ref: session.id,
    })
  }
})

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
    const { known, session } = await open()
    await books.pay(session.id)
    Object.assign(session, lie)
    await t.rejects(gateway.find(known), { message: /^attempt att_/ }, JSON.stringify(lie))
    await t.rejects(gateway.cancel(known))
  }
  for (const lie of [{ currency: 'usd' }, { metadata: {} }, { status: 'processing' }]) {
    const { known, session } = await open()
    await books.pay(session.id)
    Object.assign(session.payment_intent!, lie)
    await t.rejects(gateway.find(known), { message: /^attempt att_/ }, JSON.stringify(lie))
  }
  const { known, session } = await open()
  await books.pay(session.id)
  session.payment_intent!.amount_received = 24_800
  t.match(await gateway.find(known), { capturedCents: 24_800 }, 'what was captured is what is said')
})

t.test('A key is tried once: good, refused, lacking a right, or of another account', async (t) => {
  const { secretKey, restrictedKey, keysWithout, otherKey } = account
  t.strictSame(await checkKey({ secretKey, apiBase }), { result: 'accepted' })
  t.strictSame(await checkKey({ secretKey: 'sk_test_unknown', apiBase }), { result: 'refused' })
  t.strictSame(await checkKey({ secretKey: restrictedKey, apiBase }), {
    result: 'missing_permission',
    permission: 'checkout_session_read',
  })
  for (const [permission, key] of Object.entries(keysWithout))
    t.strictSame(await checkKey({ secretKey: key, apiBase }), { result: 'missing_permission', permission })
  const { session } = await open()
  const asked = stripe.asked.length
  t.strictSame(await checkKey({ secretKey, apiBase }, session.id), { result: 'accepted' })
  t.strictSame(await checkKey({ secretKey: otherKey, apiBase }), { result: 'accepted' })
  t.strictSame(await checkKey({ secretKey: otherKey, apiBase }, session.id), { result: 'other_account' })
  t.ok(stripe.asked.slice(asked).every(({ method }) => method === 'GET'))
  stripe.next({ status: 503 })
  await t.rejects(checkKey({ secretKey, apiBase }))
  const refused = createStripeGateway({ secretKey: 'sk_test_unknown', apiBase })
  t.match(await refused.pay(newStripeCharge(), null), { status: 'failed', cause: { name: 'KeyRefused' } })
})
