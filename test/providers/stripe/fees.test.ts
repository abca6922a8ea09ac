import t from 'tap'
import { saveSecretKey } from '../../../src/providers/keys/store.ts'
import { createRequest, permalinkOf } from '../../fixtures/client.ts'
import { askForFees, feesOf } from '../../fixtures/payments/fees.ts'
import { look, payAtStripe } from '../../fixtures/providers/stripe/account.ts'
import { openShop } from '../../fixtures/providers/stripe/shop.ts'

const shop = await openShop(t, { jobs: false })
const { stripe, deps, portal, merchant, customer } = shop
const { books, account } = stripe
const keysPage = async () => (await portal.get('/reglages/stripe')).body
const useKey = (key: string) =>
  saveSecretKey(deps.db, merchant.id, { gateway: 'stripe', mode: 'test' }, key, deps.config.appSecret)

t.test('Stripe’s fee of a payment, a refund and a dispute that is won', async (t) => {
  const { id, session, refunds } = await payAtStripe(shop)
  await portal.post(refunds, { amount: '49,00' })
  await books.changeDispute(await books.dispute(session, { amount: 20_000 }), 'won')
  t.strictSame(await askForFees(deps), [])
  t.strictSame(await feesOf(deps, id), [
    'collected 24900 fee 399',
    'refunded -4900 fee 0',
    'disputed -20000 fee 2000',
    'dispute_returned 20000 fee 0',
  ])
})

t.test('a refund that the customer’s bank returns', async (t) => {
  const { id, session } = await payAtStripe(shop)
  const refund = await books.refundElsewhere(session, { amount: 10_000 })
  await books.changeRefund(refund, 'failed')
  await askForFees(deps)
  t.strictSame(await feesOf(deps, id), [
    'collected 24900 fee 399',
    'refunded -10000 fee 0',
    'refund_returned 10000 fee 0',
  ])
})

t.test('a payment that Stripe settles an hour later: empty until then, never 0', async (t) => {
  books.settlesLate = true
  const { id, session } = await payAtStripe(shop)
  books.settlesLate = false
  t.strictSame(await askForFees(deps), [])
  t.strictSame(await feesOf(deps, id), ['collected 24900 fee null'])
  books.settle(session)
  await askForFees(deps)
  t.strictSame(await feesOf(deps, id), ['collected 24900 fee 399'])
})

t.test(
  'an account that is held in another currency has no fee in euros, and is not asked again',
  async (t) => {
    books.balance.exchange = { currency: 'chf', rate: 0.94 }
    const { id, session } = await payAtStripe(shop)
    await books.dispute(session)
    t.strictSame(await askForFees(deps), [])
    books.balance.exchange = undefined
    t.strictSame(await feesOf(deps, id), ['collected 24900 fee null', 'disputed -24900 fee null'])
    const asked = stripe.asked.length
    await askForFees(deps)
    t.equal(stripe.asked.length, asked)
  },
)

t.test('a key without the right takes payments as before, and the page of the keys says it', async (t) => {
  const { secretKey, keysWithout } = account
  const { balance_transaction_source_read: poorer } = keysWithout
  await useKey(poorer)
  t.notMatch(await keysPage(), 'ne peut pas lire les frais')
  const first = await payAtStripe(shop)
  const second = await payAtStripe(shop)
  const before = stripe.asked.length
  t.strictSame(await askForFees(deps), [], 'nothing to report')
  t.equal(stripe.asked.length - before, 2, 'the second payment is not asked about in vain')
  t.strictSame(await feesOf(deps, first.id), ['collected 24900 fee null'])
  t.match(await keysPage(), 'Cette clé ne peut pas lire les frais de Stripe')
  t.notMatch((await portal.get('/paiements')).body, 'refuse votre clé')
  t.strictSame(await look(shop), [])

  keysWithout.balance_transaction_source_read = 'rk_test_none'
  Object.assign(account, { secretKey: poorer })
  t.strictSame(await askForFees(deps), [])
  t.strictSame(await feesOf(deps, first.id), ['collected 24900 fee 399'], 'the right was given at Stripe')
  t.strictSame(await feesOf(deps, second.id), ['collected 24900 fee 399'])
  t.notMatch(await keysPage(), 'ne peut pas lire')
  keysWithout.balance_transaction_source_read = poorer
  Object.assign(account, { secretKey })
  await useKey(secretKey)
})

t.test('a key is tried on fees when it is saved: it is accepted without, and the page says so', async (t) => {
  const saved = await portal.post('/reglages/stripe', {
    mode: 'test',
    secret_key: account.keysWithout.balance_transaction_source_read,
  })
  t.equal(saved.statusCode, 303)
  t.match(await keysPage(), 'Cette clé ne peut pas lire les frais de Stripe')
  t.match(await keysPage(), 'Facultatif')
  t.equal(
    (await portal.post('/reglages/stripe', { mode: 'test', secret_key: account.secretKey })).statusCode,
    303,
  )
  t.notMatch(await keysPage(), 'ne peut pas lire les frais')
})

t.test('while Stripe does not answer customers pay, and the fee is asked for later', async (t) => {
  const { id } = await payAtStripe(shop)
  stripe.next({ status: 503 })
  t.equal((await askForFees(deps)).length, 1)
  const request = await createRequest(portal, { email: 'apres@courriel.example' })
  t.equal((await customer.post(`${await permalinkOf(portal, request)}/paiement`, {})).statusCode, 303)
  t.strictSame(await askForFees(deps), [])
  t.strictSame(await feesOf(deps, id), ['collected 24900 fee 399'])
})

t.test('fees of an account whose key was replaced by another account’s are not made up', async (t) => {
  const { id } = await payAtStripe(shop)
  await useKey(account.otherKey)
  t.strictSame(await askForFees(deps), [])
  t.strictSame(await feesOf(deps, id), ['collected 24900 fee null'])
  await useKey(account.secretKey)
  await askForFees(deps)
  t.strictSame(await feesOf(deps, id), ['collected 24900 fee 399'])
})
