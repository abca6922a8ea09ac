/** Kills the process between the steps of a refund that is refused, or can never happen. */
import { sql } from 'kysely'
import t from 'tap'
import { newToken } from '../../src/domain/ids.ts'
import { recordRefund } from '../../src/providers/sandbox/refund-ledger.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, signIn } from '../fixtures/client.ts'
import { killAll, recover } from '../fixtures/faults/killed.ts'
import { type Asked, insertPending, readStanding } from '../fixtures/faults/requests.ts'
import { pay } from '../fixtures/faults/scenes.ts'
import type { Task } from '../fixtures/faults/victim.ts'

t.setTimeout(300_000)

const world = await startWorld(t, { jobs: false })
const { db, ledger } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)
const kill = (tasks: Task[]) => killAll(world, merchant, tasks)

async function payAll(count: number) {
  const requests = await insertPending(world, merchant.id, count)
  for (const asked of requests) await pay(customer, asked)
  return requests
}

const attemptOf = async ({ id }: Asked) =>
  (await db.selectFrom('attempts').select('id').where('request_id', '=', id).executeTakeFirstOrThrow()).id

/** The key that the killed process has sent. */
const send = ({ id }: Asked) =>
  portal.post(`/paiements/${id}/remboursements`, { amount: '100', idempotency_key: `refund_of_${id}` })

const noticesOf = async ({ id }: Asked) => {
  const sent = db.selectFrom('messages').select('recipient').where('request_id', '=', id)
  return (await sent.where('purpose', '=', 'refund_failed_notice').execute()).length
}

const refund = ({ id }: Asked, point: Task['point']): Task => ({
  act: 'refund',
  amountCents: 10_000,
  id,
  point,
})

t.test('Killed while the gateway is asked for the charge, nothing is begun (F9, F28)', async (t) => {
  const requests = await payAll(2)
  const points = ['before findRefundObstacle', 'after findRefundObstacle'] as const
  await kill(requests.map((asked, index) => refund(asked, points[index]!)))
  for (const asked of requests) {
    t.strictSame((await readStanding(world, asked.id)).refunds, [])
    t.equal((await send(asked)).statusCode, 303)
    const { given, refunds } = await readStanding(world, asked.id)
    t.strictSame({ given, refunds }, { given: [10_000], refunds: ['succeeded'] })
  }
})

t.test(
  'Killed around a refusal, the refund ends as failed, and the merchant is told once (F9)',
  async (t) => {
    const requests = await payAll(2)
    for (const asked of requests) {
      const charge = { attemptId: await attemptOf(asked), merchantId: merchant.id }
      await recordRefund(ledger, `bank_${newToken()}`, charge, 20_000)
    }
    const points = ['before refund', 'after refund'] as const
    await kill(requests.map((asked, index) => refund(asked, points[index]!)))
    for (const point of [
      'before findRefundObstacle',
      'after findRefundObstacle',
      'after findRefund',
    ] as const) {
      await sql`update refunds set check_at = now() where status = 'pending'`.execute(db)
      await kill([{ act: 'sweep', point }])
    }
    await recover(world)
    await recover(world)
    for (const asked of requests) {
      const { given, refunds } = await readStanding(world, asked.id)
      t.strictSame({ given, refunds }, { given: [20_000], refunds: ['failed'] })
      t.equal(await noticesOf(asked), 2, 'the owner, and the address for notices')
      t.equal((await send(asked)).statusCode, 409)
    }
  },
)
