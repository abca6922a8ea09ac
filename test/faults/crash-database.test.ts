/** PostgreSQL itself crashes and starts again, while customers pay. */
import t from 'tap'
import { migrate } from '../../src/db/migrate.ts'
import { forEachAtOnce } from '../../src/domain/at-once.ts'
import { closeOverdueAttempts } from '../../src/payments/reconcile-attempt.ts'
import { addMerchant, eventually, startWorldOn } from '../fixtures/app.ts'
import { goodCard } from '../fixtures/client.ts'
import { type Asked, amountCents, insertPending, readStanding } from '../fixtures/faults/requests.ts'
import { startServer } from '../fixtures/faults/server-process.ts'
import { startOwnPostgres } from '../fixtures/own-postgres.ts'

t.setTimeout(180_000)
const postgres = await startOwnPostgres(t)
await migrate(postgres.url)
const world = await startWorldOn(t, postgres.url, { jobs: false })
const { db, gateways } = world.deps
const server = await startServer(t, postgres.url)

t.test(
  'nobody is told of a payment that is lost, and all can be paid again within seconds (F2)',
  async (t) => {
    const requests = await insertPending(world, (await addMerchant(world)).id, 300)
    const told: Asked[] = []
    const statuses = new Set<number>()
    const pay = async (asked: Asked) => {
      statuses.add((await server.post(`${asked.link}/paiement`, goodCard)).status)
      const page = await server.get(asked.link)
      if (page.status === 200 && (await page.text()).includes('data-state="paid"')) told.push(asked)
    }
    const paying = forEachAtOnce(requests, 12, pay)
    await eventually(async () => told.length > 40)
    await postgres.stop('immediate')
    await eventually(async () => statuses.has(503))
    await postgres.start()
    await eventually(async () => (await server.get('/sante')).status === 200, 10)
    await paying
    t.ok(
      [...statuses].every((status) => status === 303 || status === 503),
      String([...statuses]),
    )
    for (const { id } of told) t.match(await readStanding(world, id), { status: 'paid' })

    await db
      .updateTable('attempts')
      .set({ check_at: new Date(0) })
      .execute()
    await closeOverdueAttempts(db, gateways, (error) => t.fail(String(error)))
    await forEachAtOnce(requests, 12, pay)
    const ends = await Promise.all(requests.map(({ id }) => readStanding(world, id)))
    t.ok(ends.every(({ status }) => status === 'paid'))
    t.ok(ends.every(({ captures }) => captures.length === 1 && captures[0] === amountCents))
    t.equal(await server.stop(), 0)
  },
)
