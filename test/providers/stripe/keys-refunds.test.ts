/** Keys are saved or removed, or the account is closed, while a refund begins: one waits for the other. */
import { sql } from 'kysely'
import t from 'tap'
import { newToken } from '../../../src/domain/ids.ts'
import { eventually } from '../../fixtures/app.ts'
import { closeAccount, closedAt } from '../../fixtures/closing.ts'
import { payAtStripe, refundsOf } from '../../fixtures/providers/stripe/account.ts'
import { giveKeys, openShop } from '../../fixtures/providers/stripe/shop.ts'

const shop = await openShop(t, { jobs: false })
const { deps, stripe, portal, merchant } = shop
const { db } = deps
const { secretKey, otherKey } = stripe.account

const save = (secret_key: string) => portal.post('/reglages/stripe', { mode: 'test', secret_key })
const remove = () => portal.post('/reglages/stripe/retrait', { mode: 'test' })
const refund = (path: string) => portal.post(path, { amount: '20,00', idempotency_key: newToken() })

/** Waits until so many sessions of the database wait for a lock. */
const waitFor = (sessions: number) =>
  eventually(async () => {
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    return rows.length >= sessions
  })

t.test('a key replaced while the gateway is asked about the charge: no refund is begun (F29)', async (t) => {
  const { id, refunds } = await payAtStripe(shop)
  stripe.next(() => save(otherKey))
  const answer = await refund(refunds)
  t.equal(answer.statusCode, 409)
  t.match(answer.body, 'Ce paiement a été encaissé par un autre compte')
  t.strictSame(await refundsOf(shop, id), [])
  await giveKeys(shop.world, merchant, secretKey, stripe.webhookSecret)
})

for (const [name, change] of Object.entries({
  'a key of another account': () => save(otherKey),
  'the removal of the keys': remove,
  'closing the account': () => closeAccount({ client: portal, tradeName: 'Atelier Lumière' }),
})) {
  t.test(`${name} waits for a refund that begins, and is refused while it is pending (F29)`, async (t) => {
    const { id, refunds } = await payAtStripe(shop)
    let refunded: ReturnType<typeof refund> | undefined
    let changed: ReturnType<typeof change> | undefined
    await db.transaction().execute(async (trx) => {
      await trx.selectFrom('payment_requests').select('id').where('id', '=', id).forUpdate().execute()
      refunded = refund(refunds)
      await waitFor(1)
      changed = change()
      await Promise.race([changed, waitFor(2)])
      stripe.next('lost')
    })
    t.equal((await refunded!).statusCode, 303)
    t.equal((await changed!).statusCode, 409)
    t.match(await refundsOf(shop, id), [{ status: 'pending' }])
    t.equal(await closedAt(db, merchant.id), null)
    await db.updateTable('refunds').set({ status: 'succeeded' }).where('request_id', '=', id).execute()
  })
}
