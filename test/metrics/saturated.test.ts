import { sql } from 'kysely'
import t from 'tap'
import { eventually, startWorld, startWorldOn } from '../fixtures/app.ts'
import { startProxy } from '../fixtures/faults/proxy.ts'
import { times } from '../fixtures/faults/race.ts'
import { startMetrics } from '../fixtures/metrics.ts'

const world = await startWorld(t, { jobs: false })
const { databaseUrl } = world.deps

t.test('with every connection taken, metrics still answer, and say so', async (t) => {
  const scrape = await startMetrics(t, world)
  const sleeps = times(23).map(() => sql`select pg_sleep(2)`.execute(world.deps.db))
  const { read } = await eventually(async () => {
    const now = await scrape()
    return now.read('acquit_database_pool', { pool: 'acquit', state: 'busy' }) === 20 && now
  })
  t.equal(read('acquit_database_pool', { pool: 'acquit', state: 'waiting' }), 3)
  t.equal(read('acquit_database_up'), 1)
  await Promise.all(sleeps)
})

t.test('without the database, metrics of the process still answer', async (t) => {
  const proxy = await startProxy(t, databaseUrl)
  const cutOff = await startWorldOn(t, proxy.url, { jobs: false })
  const scrape = await startMetrics(t, cutOff)
  t.equal((await scrape()).read('acquit_database_up'), 1)
  await proxy.cut()
  const { text, read } = await scrape()
  t.equal(read('acquit_database_up'), 0)
  t.match(text, /^nodejs_eventloop_lag_p99_seconds \d/m)
  t.match(text, /^process_resident_memory_bytes \d/m)
  await proxy.restore()
  t.equal((await scrape()).read('acquit_database_up'), 1)
})
