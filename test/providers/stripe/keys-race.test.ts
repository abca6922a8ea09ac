/** Keys are saved or removed while a customer starts to pay: one waits for the other. */
import { sql } from 'kysely'
import t from 'tap'
import { startAttempt } from '../../../src/payments/start-store.ts'
import { findKey } from '../../../src/providers/keys/store.ts'
import { addMerchant, eventually } from '../../fixtures/app.ts'
import { newCharge } from '../../fixtures/charges.ts'
import { signIn } from '../../fixtures/client.ts'
import { closeAccount, closedAt } from '../../fixtures/closing.ts'
import { look } from '../../fixtures/providers/stripe/account.ts'
import { giveKeys, openShop } from '../../fixtures/providers/stripe/shop.ts'

const shop = await openShop(t, { jobs: false })
const { deps, stripe, portal } = shop
const { db, gateways, config } = deps
const { secretKey, otherKey } = stripe.account
const keys = { gateway: 'stripe', mode: 'test' } as const

const save = (secret_key: string) => portal.post('/reglages/stripe', { mode: 'test', secret_key })
const remove = () => portal.post('/reglages/stripe/retrait', { mode: 'test' })
const restore = () => giveKeys(shop.world, shop.merchant, secretKey, stripe.webhookSecret)
const kept = async () => (await findKey(db, shop.merchant.id, keys, config.appSecret))?.secretKey
const press = (link: string) => shop.customer.post(`${link}/paiement`, {})

async function isSomebodyWaiting(): Promise<boolean> {
  const { rows } = await sql`select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
  return rows.length > 0
}

/** Holds the request's row while `meanwhile` runs, so that the customer's attempt waits just before it starts. */
async function pressDuring(id: string, link: string, meanwhile: () => Promise<unknown>) {
  let pressed: ReturnType<typeof press> | undefined
  await db.transaction().execute(async (trx) => {
    await trx.selectFrom('payment_requests').select('id').where('id', '=', id).forUpdate().execute()
    pressed = press(link)
    await eventually(isSomebodyWaiting)
    await meanwhile()
  })
  return pressed!
}

t.test(
  'an attempt that starts while a key of another account is tried keeps its account (F29)',
  async (t) => {
    const { id, link } = await shop.askForMoney()
    let session = ''
    stripe.next(async () => {
      session = shop.sessionOf(await shop.press(link)).id
    })
    t.equal((await save(otherKey)).statusCode, 409)
    t.equal(await kept(), secretKey)
    await stripe.books.pay(session)
    t.equal(await shop.statusOf(id), 'paid')
  },
)

t.test('a key of the same account is saved all the same, and the payment goes on (F29)', async (t) => {
  const { id, link } = await shop.askForMoney()
  let session = ''
  stripe.next(async () => {
    session = shop.sessionOf(await shop.press(link)).id
  })
  t.equal((await save(secretKey)).statusCode, 303)
  await stripe.books.pay(session)
  t.equal(await shop.statusOf(id), 'paid')
})

t.test('an attempt does not start with a key that was replaced since it was read (F29)', async (t) => {
  const { id, link } = await shop.askForMoney()
  const before = stripe.books.sessions.length
  const pressed = await pressDuring(id, link, async () => t.equal((await save(otherKey)).statusCode, 303))
  t.equal(pressed.headers.location, link)
  t.strictSame(await shop.attemptsOf(id), [])
  t.equal(stripe.books.sessions.length, before)
  t.match((await press(link)).headers.location, /\/c\/pay\//, 'the next try is made with the new key')
  await shop.sweep(id)
  await db
    .updateTable('attempts')
    .set({ status: 'failed', failure_code: 'timeout' })
    .where('request_id', '=', id)
    .execute()
  await restore()
})

t.test('nor with one that was removed (F29)', async (t) => {
  const { id, link } = await shop.askForMoney()
  const pressed = await pressDuring(id, link, async () => t.equal((await remove()).statusCode, 303))
  t.equal(pressed.headers.location, link)
  t.strictSame(await shop.attemptsOf(id), [])
  await restore()
})

t.test('an attempt without an answer holds the key, until Stripe refuses it (F29)', async (t) => {
  const { id, link } = await shop.askForMoney()
  stripe.next('lost')
  await press(link)
  t.match(await shop.attemptsOf(id), [{ status: 'unknown', gateway_ref: null }])
  t.equal((await save(secretKey)).statusCode, 409, 'the account of the attempt is not known')
  const body = { error: { type: 'invalid_request_error', message: 'Invalid API Key' } }
  // A look asks for refunds and for disputes, at the same time.
  for (const _ of ['refunds', 'disputes']) stripe.next({ status: 401, body })
  await look(shop)
  t.equal((await save(secretKey)).statusCode, 303)
  await shop.sweep(id)
})

t.test('removing waits for an attempt that is starting, and then sees it (F29)', async (t) => {
  for (const [end, statusCode] of [
    ['commits', 409],
    ['rolls back', 303],
  ] as const) {
    const { id } = await shop.askForMoney()
    const gateway = (await gateways.forRequest({ merchantId: shop.merchant.id, mode: 'test' }))!
    const charge = newCharge({ requestId: id, merchantId: shop.merchant.id })
    let removed: ReturnType<typeof remove> | undefined
    const starting = db.transaction().execute(async (trx) => {
      t.ok(await startAttempt(trx, gateway, charge))
      removed = remove()
      await eventually(isSomebodyWaiting)
      if (end === 'rolls back') throw new Error(end)
    })
    await starting.catch(() => {})
    t.equal((await removed!).statusCode, statusCode, end)
    await db
      .updateTable('attempts')
      .set({ status: 'failed', failure_code: 'timeout' })
      .where('request_id', '=', id)
      .execute()
    await restore()
  }
})

t.test('keys that are saved while the account is closed are not kept (F29)', async (t) => {
  const tradeName = 'Maison Perrin'
  const owner = await addMerchant(shop.world, tradeName)
  const client = await signIn(shop.world, owner.email)
  stripe.next(async () => {
    t.equal(
      (await closeAccount({ client: await signIn(shop.world, owner.email), tradeName })).statusCode,
      303,
    )
  })
  const answer = await client.post('/reglages/stripe', { mode: 'test', secret_key: secretKey })
  t.equal(answer.statusCode, 404)
  t.ok(await closedAt(db, owner.id))
  t.equal(await findKey(db, owner.id, keys, config.appSecret), undefined)
})
