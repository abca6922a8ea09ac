import t from 'tap'
import type { Charge } from '../../../src/domain/gateway.ts'
import { createStripeGateway } from '../../../src/providers/stripe/gateway.ts'
import { known } from '../../fixtures/charges.ts'
import { minute, newStripeCharge, open, sessionsOf } from '../../fixtures/providers/stripe/charged.ts'
import { startStripe } from '../../fixtures/providers/stripe/server.ts'

const stripe = await startStripe(t)
const { base: apiBase, account, books } = stripe
const gateway = createStripeGateway({ secretKey: account.secretKey, apiBase })

/** A charge made this many minutes ago. */
function oldCharge(minutes: number): Charge {
  const started = Date.now() - minutes * minute
  return newStripeCharge(gateway, {
    startedAt: new Date(started).toISOString(),
    endsAt: new Date(started + gateway.minutesToPay * minute).toISOString(),
  })
}

const created = () =>
  stripe.asked.filter(({ method, path }) => `${method} ${path}` === 'POST /v1/checkout/sessions')

t.test('a repeat is the same, byte for byte, and makes no second session (S53)', async (t) => {
  const charge = newStripeCharge(gateway, { description: 'Été : « 100 % » & plus = 1 ?' })
  const from = stripe.asked.length
  const first = await gateway.pay(charge, null)
  const kept: Charge = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(charge).reverse())))
  const other = createStripeGateway({ secretKey: account.secretKey, apiBase })
  t.strictSame(await other.pay(kept, null), first)
  const [one, two] = stripe.asked.slice(from)
  t.equal(one!.raw, two!.raw)
  t.equal(one!.headers['idempotency-key'], two!.headers['idempotency-key'])
  t.equal(sessionsOf(books, charge).length, 1)
})

t.test('an answer that was lost is asked for again, under the same key (S53)', async (t) => {
  const charge = newStripeCharge(gateway)
  stripe.next('lost')
  const from = stripe.asked.length
  await t.rejects(gateway.pay(charge, null))
  t.equal(stripe.asked.length, from + 1, 'the library does not ask again by itself')
  const [session] = sessionsOf(books, charge)
  t.match(await gateway.find(known(charge)), { status: 'challenged', ref: session!.id })
  await books.pay(session!.id)
  t.match(await gateway.find(known(charge)), { status: 'succeeded' }, 'not what it was when it was made')
  t.equal(sessionsOf(books, charge).length, 1)
})

t.test('a failure that Stripe keeps with the key does not hide the session for ever (S54)', async (t) => {
  const charge = newStripeCharge(gateway)
  stripe.next('broken')
  await t.rejects(gateway.pay(charge, null))
  t.match(await gateway.find(known(charge)), { status: 'challenged', ref: sessionsOf(books, charge)[0]!.id })
  t.strictSame(await gateway.cancel(known(charge)), { status: 'cancelled' })
  t.equal(sessionsOf(books, charge).length, 1)
})

t.test('after 23 hours the key is not used again: the session is looked for by its name (S54)', async (t) => {
  const charge = oldCharge(25 * 60)
  const { session } = await open(books, gateway)
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
  const { charge, session } = await open(books, gateway)
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
  t.equal(sessionsOf(books, charge).length, 0)
})

t.test('what is cancelled before Stripe has heard of it can no longer be paid (S52)', async (t) => {
  const charge = newStripeCharge(gateway)
  t.strictSame(await gateway.cancel(known(charge)), { status: 'cancelled' })
  await gateway.pay(charge, null).catch(() => undefined)
  t.strictSame(
    sessionsOf(books, charge).map(({ status }) => status),
    ['expired'],
  )
})

t.test('A card that was declined leaves the page open; left there, it says why', async (t) => {
  const { known, session } = await open(books, gateway)
  await books.decline(session.id, { decline_code: 'insufficient_funds' })
  t.match(await gateway.find(known), { status: 'challenged' })
  const failed = { status: 'failed', code: 'insufficient_funds', card: { brand: 'Visa', last4: '0002' } }
  t.match(await gateway.cancel(known), { ...failed, ref: session.id })
  t.match(await gateway.find(known), failed)
})
