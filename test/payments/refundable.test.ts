/** The last moment to give money back: 365 days after the payment, to the minute. */

import { sql } from 'kysely'
import t from 'tap'
import { newId } from '../../src/domain/ids.ts'
import { findRefundable } from '../../src/payments/refundable-store.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { insertPending } from '../fixtures/faults/requests.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)

async function paidAgo(ago: string): Promise<string> {
  const [request] = await insertPending(world, merchant.id, 1)
  await sql`update payment_requests set status = 'paid', paid_at = now() - ${ago}::interval
    where id = ${request!.id}`.execute(db)
  return request!.id
}

t.test('money can be given back for 365 days, and not a minute longer', async (t) => {
  t.equal((await findRefundable(db, await paidAgo('364 days 23:59'))).is_in_time, true)
  t.equal((await findRefundable(db, await paidAgo('365 days 00:01'))).is_in_time, false)
})

t.test('what is lost in a dispute cannot be given back too, and nothing below 0 is left', async (t) => {
  const id = await paidAgo('1 day')
  t.equal((await findRefundable(db, id)).rest_cents, 24_900)
  await sql`update payment_requests set lost_cents = 20000 where id = ${id}`.execute(db)
  t.equal((await findRefundable(db, id)).rest_cents, 4_900)
  await sql`insert into refunds (id, request_id, amount_cents, status) values (${newId('ref')}, ${id}, 10000, 'pending')`.execute(
    db,
  )
  t.equal((await findRefundable(db, id)).rest_cents, 0)
})
