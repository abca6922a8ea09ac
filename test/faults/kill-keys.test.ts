/** Kills the process that changes keys, or that starts a payment with them. */
import { sql } from 'kysely'
import t from 'tap'
import { removeKeys } from '../../src/providers/keys/change.ts'
import { findKey, saveSecretKey } from '../../src/providers/keys/store.ts'
import { addMerchant, eventually, startWorld } from '../fixtures/app.ts'
import { killAll, killWhen, recover } from '../fixtures/faults/killed.ts'
import { insertPending, readStanding } from '../fixtures/faults/requests.ts'
import type { Task } from '../fixtures/faults/victim.ts'

t.setTimeout(300_000)

const world = await startWorld(t, { jobs: false })
const { db, config } = world.deps
const merchant = await addMerchant(world)
/** As if the sandbox needed keys: the victims of these tests have no other gateway. */
const keys = { gateway: 'sandbox', mode: 'test' } as const
const old = 'sk_test_old'

const giveKey = async () => {
  await saveSecretKey(db, merchant.id, keys, old, config.appSecret)
  return (await findKey(db, merchant.id, keys, config.appSecret))!
}

t.test('killed while a customer pays, the keys stay until the sweep knows the end (F9, F29)', async (t) => {
  const { keyId } = await giveKey()
  const requests = await insertPending(world, merchant.id, 2)
  const points = ['before pay', 'after pay'] as const
  const paying = requests.map(({ token }, n) => ({
    act: 'pay' as const,
    token,
    outcome: 'paid' as const,
    keyId,
    point: points[n]!,
  }))
  await killAll(world, merchant, paying)
  t.equal(await removeKeys(db, merchant.id, keys), false)
  await recover(world)
  t.equal(await removeKeys(db, merchant.id, keys), true)
  const standings = await Promise.all(requests.map(({ id }) => readStanding(world, id)))
  t.strictSame(
    standings.map(({ attempts }) => attempts),
    [['processing_error'], ['succeeded']],
  )
})

/** The process has changed the keys, and waits to read whom to tell of it. */
async function isWaiting(): Promise<boolean> {
  const { rows } = await sql`select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%memberships%'`.execute(
    db,
  )
  return rows.length > 0
}

t.test('killed within a change of keys, nothing is changed, and nobody waits for it (F9, F29)', async (t) => {
  const changes = ['save_keys', 'remove_keys', 'close'] as const
  for (const act of changes) {
    const { keyId } = await giveKey()
    const task: Task = { act, merchantId: merchant.id, userId: merchant.userId, keys, point: 'before pay' }
    await db.transaction().execute(async (trx) => {
      await sql`lock table memberships`.execute(trx)
      await killWhen(world, merchant, task, () => eventually(isWaiting, 60))
    })
    const found = await findKey(db, merchant.id, keys, config.appSecret)
    t.match(found, { keyId, secretKey: old }, act)
    t.equal(await removeKeys(db, merchant.id, keys), true, act)
  }
})
