/** Refunds whose end comes after the form was answered: the merchant is told when nothing was given back. */
import { sql } from 'kysely'
import t from 'tap'
import { newToken } from '../../src/domain/ids.ts'
import { reconcileOpenRefunds } from '../../src/payments/reconcile-refund.ts'
import { saveSecretKey } from '../../src/providers/keys/store.ts'
import { textOf, unheard } from '../fixtures/payments/disputed.ts'
import { look, messagesOf, payAtStripe, refundsOf } from '../fixtures/providers/stripe/account.ts'
import { giveKeys, openShop } from '../fixtures/providers/stripe/shop.ts'

const shop = await openShop(t, { jobs: false })
const { stripe, portal, deps, merchant } = shop
const { books, account } = stripe
const { db } = deps
const keys = { gateway: 'stripe', mode: 'test' } as const

const useKey = (key: string) => saveSecretKey(db, merchant.id, keys, key, deps.config.appSecret)
const restoreKeys = () => giveKeys(shop, merchant, account.secretKey, stripe.webhookSecret)

/** A refund of 20,00 € about which Stripe has not answered. */
async function leavePending() {
  const paid = await payAtStripe(shop)
  stripe.next({ status: 503 })
  const answer = await portal.post(paid.refunds, { amount: '20,00', idempotency_key: newToken() })
  t.equal(answer.statusCode, 303)
  t.match(await refundsOf(shop, paid.id), [{ status: 'pending' }])
  return paid
}

async function sweep() {
  await sql`update refunds set check_at = now() where status = 'pending'`.execute(db)
  const errors: unknown[] = []
  await reconcileOpenRefunds(db, deps.gateways, (error) => errors.push(error))
  return errors
}

const told = async (id: string) =>
  (await messagesOf(shop, id, 'refund_failed_notice')).map(({ recipient }) => recipient).sort()

/** The owner, and the address for notices. */
const team = [merchant.email, 'contact@atelier.example'].sort()

t.test('One that has to wait for Stripe is made as soon as Stripe answers', async (t) => {
  const { id } = await leavePending()
  t.strictSame(await sweep(), [])
  t.match(await refundsOf(shop, id), [{ status: 'succeeded', failure_reason: null }])
  t.strictSame(await told(id), [])
})

for (const { how, lose } of [
  { how: 'the key of another account', lose: () => useKey(account.otherKey) },
  { how: 'no keys at all', lose: () => db.deleteFrom('gateway_keys').execute() },
]) {
  t.test(`With ${how}, a pending refund ends as failed, and the merchant is told once (F28)`, async (t) => {
    const { id, detail } = await leavePending()
    await lose()
    t.strictSame(await sweep(), [])
    t.strictSame(await sweep(), [])
    t.match(await refundsOf(shop, id), [{ status: 'failed', failure_reason: 'other_account' }])
    t.strictSame(await told(id), team)
    const text = await textOf(portal, detail)
    t.match(text, /Remboursement refusé 20,00 € Ce paiement a été encaissé par un autre compte/)
    const { rows } = await sql`select from refunds where status = 'pending'`.execute(db)
    t.equal(rows.length, 0, 'nothing keeps the account from being closed')
    await restoreKeys()
  })
}

t.test('One that Stripe had made all the same counts once the right key is back', async (t) => {
  const { id, refunds } = await payAtStripe(shop)
  stripe.next(
    () => Promise.resolve(),
    () => Promise.resolve(),
    'lost',
  )
  await unheard(stripe, () => portal.post(refunds, { amount: '20,00', idempotency_key: newToken() }))
  t.match(await refundsOf(shop, id), [{ status: 'pending' }])
  await useKey(account.otherKey)
  await sweep()
  t.match(await refundsOf(shop, id), [{ status: 'failed', failure_reason: 'other_account' }])
  await restoreKeys()
  await look(shop)
  t.match(await refundsOf(shop, id), [{ status: 'succeeded', failure_reason: null }])
})

t.test('One that was begun at Stripe ends too when its account is no longer ours', async (t) => {
  const { id, session } = await payAtStripe(shop)
  const refund = await books.refundElsewhere(session, { amount: 2_000, status: 'pending' })
  t.strictSame(await sweep(), [])
  t.match(await refundsOf(shop, id), [{ status: 'pending' }])
  await useKey(account.otherKey)
  await sweep()
  t.match(await refundsOf(shop, id), [{ status: 'failed', gateway_ref: refund.id }])
  t.strictSame(await told(id), [], 'nobody asked for it here')
  await restoreKeys()
  await books.changeRefund(refund, 'succeeded')
  t.match(await refundsOf(shop, id), [{ status: 'succeeded' }])
})

t.test('One that the customer’s bank sends back weeks later is told, with what to do', async (t) => {
  const { id, detail, refunds } = await payAtStripe(shop)
  await portal.post(refunds, { amount: '20,00', idempotency_key: newToken() })
  const [refund] = books.refunds
  await books.changeRefund(refund!, 'failed')
  t.match(await refundsOf(shop, id), [{ status: 'failed', failure_reason: 'returned' }])
  t.match(await textOf(portal, detail), 'La banque du client n’a pas pris l’argent.')
  t.strictSame(await told(id), team)
})
