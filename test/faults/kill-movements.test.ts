/** Kills the process between the steps of recording refunds and disputes from the gateway. */
import { sql } from 'kysely'
import t from 'tap'
import { newToken } from '../../src/domain/ids.ts'
import { lookAtGateways } from '../../src/payments/look.ts'
import { recordRefund } from '../../src/providers/sandbox/refund-ledger.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { cardFor } from '../fixtures/cards.ts'
import { createClient } from '../fixtures/client.ts'
import { killAll } from '../fixtures/faults/killed.ts'
import { type Asked, insertPending } from '../fixtures/faults/requests.ts'
import { pay } from '../fixtures/faults/scenes.ts'
import type { Task } from '../fixtures/faults/victim.ts'

t.setTimeout(300_000)

const world = await startWorld(t, { jobs: false })
const { db, gateways, ledger } = world.deps
const merchant = await addMerchant(world)
const customer = createClient(world)

/** One request that its customer contests, and one refunded at the bank. Returns the ids of both there. */
async function move() {
  const [disputed, refunded] = await insertPending(world, merchant.id, 2)
  await pay(customer, disputed!, cardFor('disputed'))
  await pay(customer, refunded!)
  const { rows } = await sql<{ id: string }>`update sandbox.disputes d set opens_at = now()
    from sandbox.charges c join attempts a on a.id = c.attempt_id
    where c.id = d.charge_id and a.request_id = ${disputed!.id} returning d.id`.execute(db)
  const refund = `bank_${newToken()}`
  const attempt = await db
    .selectFrom('attempts')
    .select('id')
    .where('request_id', '=', refunded!.id)
    .executeTakeFirstOrThrow()
  await recordRefund(ledger, refund, { attemptId: attempt.id, merchantId: merchant.id }, 10_000)
  return { disputed: disputed!, refunded: refunded!, dispute: rows[0]!.id, refund }
}

const makeDue = () => sql`update gateway_looks set next_at = now()`.execute(db)

/** Counts what is known here of a movement: rows, lines of history, messages. */
async function countOf({ id }: Asked) {
  const { rows } = await sql`select
    (select count(*)::integer from refunds where request_id = ${id} and status = 'succeeded') as refunds,
    (select count(*)::integer from disputes where request_id = ${id} and status = 'open') as disputes,
    (select count(*)::integer from request_events where request_id = ${id} and kind like '%refund%') as told,
    (select count(*)::integer from request_events where request_id = ${id} and kind like 'dispute%') as contested,
    (select count(distinct recipient)::integer from messages
      where request_id = ${id} and purpose in ('refund_notice', 'dispute_notice')) as addressees,
    (select count(*)::integer from messages
      where request_id = ${id} and purpose in ('refund_notice', 'dispute_notice')) as messages
    `.execute(db)
  return rows[0]
}

const once = {
  refund: { refunds: 1, disputes: 0, told: 1, contested: 0, addressees: 1, messages: 1 },
  dispute: { refunds: 0, disputes: 1, told: 0, contested: 1, addressees: 2, messages: 2 },
}

async function finish(): Promise<void> {
  await makeDue()
  await lookAtGateways(db, gateways, (error) => {
    throw error
  })
}

t.test('Killed at any point of a look, each movement is taken once by the next one (F9)', async (t) => {
  const moved = await move()
  for (const point of ['before listMovements', 'after listMovements'] as const) {
    await makeDue()
    await killAll(world, merchant, [{ act: 'look', point }])
    t.strictSame(await countOf(moved.refunded), {
      ...once.refund,
      refunds: 0,
      told: 0,
      addressees: 0,
      messages: 0,
    })
  }
  await finish()
  await finish()
  t.strictSame(await countOf(moved.refunded), once.refund)
  t.strictSame(await countOf(moved.disputed), once.dispute)
})

t.test('Killed while a report is looked into, it is taken once when it comes again (F9)', async (t) => {
  const moved = await move()
  const hear = { act: 'hear', merchantId: merchant.id } as const
  const tasks: Task[] = (['before findMovement', 'after findMovement'] as const).flatMap((point) => [
    { ...hear, point, kind: 'refund' as const, ref: moved.refund },
    { ...hear, point, kind: 'dispute' as const, ref: moved.dispute },
  ])
  await killAll(world, merchant, tasks)
  await finish()
  t.strictSame(await countOf(moved.refunded), once.refund)
  t.strictSame(await countOf(moved.disputed), once.dispute)
})
