import t from 'tap'
import { languages } from '../../../src/domain/words.ts'
import { checkKey } from '../../../src/providers/stripe/check-key.ts'
import { createStripeGateway } from '../../../src/providers/stripe/gateway.ts'
import { newStripeCharge, open, sessionsOf } from '../../fixtures/providers/stripe/charged.ts'
import { startStripe } from '../../fixtures/providers/stripe/server.ts'

const stripe = await startStripe(t)
const { base: apiBase, account, books } = stripe
const gateway = createStripeGateway({ secretKey: account.secretKey, apiBase })

t.test('It asks Stripe for a page of its own: no card form, and half an hour at least', async (t) => {
  const { name, form, reopensChallenge, minutesToPay } = gateway
  t.match(
    { name, reopensChallenge, view: form.show('fr').view },
    { name: 'stripe', reopensChallenge: true, view: '/pay/_redirect' },
  )
  t.ok(minutesToPay > 35 && minutesToPay < 24 * 60)
  t.strictSame(form.readPayer({ card_number: '4242' }), { ok: true, value: null })
})

t.test('What is asked for is the charge: its amount, its words, its names, its end', async (t) => {
  const charge = newStripeCharge(gateway)
  const outcome = await gateway.pay(charge, null)
  const [session] = sessionsOf(books, charge)
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
      t.match(await gateway.pay(newStripeCharge(gateway, { language, customerEmail: null }), null), {
        status: 'challenged',
      })
    t.notOk('customer_email' in (stripe.asked.at(-1)!.body as object))
  },
)

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
    const { known, session } = await open(books, gateway)
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
    const { known, session } = await open(books, gateway)
    await books.pay(session.id, card)
    t.strictSame(await gateway.find(known), {
      status: 'succeeded',
      capturedCents: 24_900,
      card: shown,
      ref: session.id,
    })
  }
})

t.test('A key is tried once: good, refused, lacking a right, or of another account', async (t) => {
  const { secretKey, restrictedKey, otherKey } = account
  const { balance_transaction_source_read: keyWithoutFees, ...keysWithout } = account.keysWithout
  const accepted = { result: 'accepted', unseen: [] }
  t.strictSame(await checkKey({ secretKey, apiBase }), accepted)
  t.strictSame(await checkKey({ secretKey: 'sk_test_unknown', apiBase }), { result: 'refused' })
  t.strictSame(await checkKey({ secretKey: restrictedKey, apiBase }), {
    result: 'missing_permission',
    permission: 'checkout_session_read',
  })
  for (const [permission, key] of Object.entries(keysWithout))
    t.strictSame(await checkKey({ secretKey: key, apiBase }), { result: 'missing_permission', permission })
  t.strictSame(await checkKey({ secretKey: keyWithoutFees, apiBase }), { ...accepted, unseen: ['fee'] })
  const { session } = await open(books, gateway)
  const before = structuredClone([stripe.books.sessions, stripe.books.refunds])
  t.strictSame(await checkKey({ secretKey, apiBase }, session.id), accepted)
  t.strictSame(await checkKey({ secretKey: otherKey, apiBase }), accepted)
  t.strictSame(await checkKey({ secretKey: otherKey, apiBase }, session.id), { result: 'other_account' })
  t.strictSame([stripe.books.sessions, stripe.books.refunds], before, 'nothing is changed')
  stripe.next({ status: 503 })
  await t.rejects(checkKey({ secretKey, apiBase }))
  const refused = createStripeGateway({ secretKey: 'sk_test_unknown', apiBase })
  t.match(await refused.pay(newStripeCharge(gateway), null), {
    status: 'failed',
    cause: { name: 'KeyRefused' },
  })
})
