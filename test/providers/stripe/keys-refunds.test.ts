/** Keys are saved or removed, or the account is closed, while a refund begins: one waits for the other. */
import { sql } from 'kysely'
import t from 'tap'
import { newToken } from '../../../src/domain/ids.ts'
import { removeKeys, saveKeys } from '../../../src/providers/keys/change.ts'
import { eventually } from '../../fixtures/app.ts'
import { closeAccount, closedAt } from '../../fixtures/closing.ts'
import { payAtStripe, refundsOf } from '../../fixtures/providers/stripe/account.ts'
import { giveKeys, openShop } from '../../fixtures/providers/stripe/shop.ts'

const shop = await openShop(t, { jobs: false })
const { deps, stripe, portal, merchant } = shop
const { db, config } = deps
const { secretKey, otherKey } = stripe.account

const keys = { gateway: 'stripe', mode: 'test' } as const
const others = { secretKey: otherKey, webhookSecret: '' }
const refund = (path: string) => portal.post(path, { amount: '20,00', idempotency_key: newToken() })

/** Waits until a statement waits that locks a row of the table. */
const isWaitingFor = (table: string) =>
  eventually(async () => {
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like ${`%from "${table}"%update`}`.execute(
      db,
    )
    return rows.length > 0
  })

t.test('a key replaced while the gateway is asked about the charge: no refund is begun (F29)', async (t) => {
  const { id, refunds } = await payAtStripe(shop)
  stripe.next(() => portal.post('/reglages/stripe', { mode: 'test', secret_key: otherKey }))
  const answer = await refund(refunds)
  t.equal(answer.statusCode, 409)
  t.match(answer.body, 'Ce paiement a été encaissé par un autre compte')
  t.strictSame(await refundsOf(shop, id), [])
  await giveKeys(shop.world, merchant, secretKey, stripe.webhookSecret)
})

/** Each tells whether it was refused. */
const changes = {
  'saving a key': async () => (await saveKeys(db, merchant.id, keys, others, config.appSecret)) === 'in_use',
  'removing the keys': async () => !(await removeKeys(db, merchant.id, keys)),
  'closing the account': async () =>
    (await closeAccount({ client: portal, tradeName: 'Atelier Lumière' })).statusCode === 409,
}

for (const [name, change] of Object.entries(changes)) {
  t.test(`${name} waits for a refund that begins, and is refused while it is pending (F29)`, async (t) => {
    const { id, refunds } = await payAtStripe(shop)
    let refunded: ReturnType<typeof refund> | undefined
    let changed: ReturnType<typeof change> | undefined
    await db.transaction().execute(async (trx) => {
      await trx.selectFrom('payment_requests').select('id').where('id', '=', id).forUpdate().execute()
      refunded = refund(refunds)
      await isWaitingFor('payment_requests')
      changed = change()
      await Promise.race([changed, isWaitingFor('merchants')])
      stripe.next('lost')
    })
    t.equal((await refunded!).statusCode, 303)
    t.ok(await changed!)
    t.match(await refundsOf(shop, id), [{ status: 'pending' }])
    t.equal(await closedAt(db, merchant.id), null)
    await db.updateTable('refunds').set({ status: 'succeeded' }).where('request_id', '=', id).execute()
  })
}
