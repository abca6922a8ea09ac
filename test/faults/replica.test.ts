/** Lists are read from a streaming replica while it keeps up, and nobody misses what they have just changed. */
import t from 'tap'
import { connect, createPool } from '../../src/db/connect.ts'
import { migrate } from '../../src/db/migrate.ts'
import { checkReplica } from '../../src/doctor/database.ts'
import { addMerchant, eventually, startWorldOn } from '../fixtures/app.ts'
import { type Client, createRequest, htmx, signIn } from '../fixtures/client.ts'
import { startMetrics } from '../fixtures/metrics.ts'
import { startOwnPostgres } from '../fixtures/own-postgres.ts'
import { pauseReplay, promote, resumeReplay, startReplica } from '../fixtures/replica.ts'

t.setTimeout(180_000)
const primary = await startOwnPostgres(t)
await migrate(primary.url)
const replica = await startReplica(t, primary, 'replica')
const env = { DATABASE_URL: primary.url, DATABASE_REPLICA_URL: replica.url }
const world = await startWorldOn(t, primary.url, { env, jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const colleague = await signIn(world, merchant.email)
const pages = ['/paiements', '/paiements.csv', '/activite', '/operations', '/operations.csv']

const measure = await startMetrics(t, world)
const readFrom = async (from: 'replica' | 'primary') =>
  (await measure()).read('acquit_replica_reads_total', { from })

/** Where these pages were read. */
async function placesOf(client: Client, paths = pages): Promise<string[]> {
  const places: string[] = []
  for (const path of paths) {
    const before = await readFrom('replica')
    const { statusCode } = await client.get(path)
    if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}`)
    places.push((await readFrom('replica')) > before ? 'replica' : 'primary')
  }
  return places
}
const fromReplica = pages.map(() => 'replica')
const fromPrimary = pages.map(() => 'primary')
const untilReplicaIsRead = () =>
  eventually(async () => (await placesOf(colleague, ['/paiements']))[0] === 'replica')

t.test('lists, exports, operations and activity come from a replica that keeps up (F32)', async (t) => {
  await untilReplicaIsRead()
  t.strictSame(await placesOf(portal), fromReplica)
})

for (const [name, headers] of Object.entries({ 'without htmx': {}, 'with htmx': htmx }))
  t.test(`a replica that stands still: whoever has changed something sees it, ${name} (F32)`, async (t) => {
    await untilReplicaIsRead()
    await pauseReplay(replica)
    const form = {
      amount: '12,34',
      channel: 'email',
      email: 'arret@courriel.example',
      language: 'fr',
      description: name,
    }
    const answer = await portal.post('/paiements', form, { headers })
    t.ok(answer.statusCode < 400)
    t.match((await portal.get('/paiements')).body, name)
    t.match((await portal.get('/paiements.csv')).body, name)
    t.strictSame(await placesOf(portal), fromPrimary)
    // Three seconds later it is too old for everybody.
    await eventually(async () => (await placesOf(colleague, ['/paiements']))[0] === 'primary')
    t.match((await colleague.get('/paiements.csv')).body, name)
    await resumeReplay(replica)
    await untilReplicaIsRead()
    t.strictSame(await placesOf(portal), fromReplica)
  })

t.test('a position that nobody has given reads the primary, and harms nobody', async (t) => {
  for (const odd of ['x', 'FFFFFFFF/FFFFFFFF', "0/0' or 1=1", '0/GG']) {
    const odder = await signIn(world, merchant.email)
    odder.cookies.set('acquit_changed', odd)
    t.strictSame(await placesOf(odder, ['/paiements']), ['primary'], odd)
  }
})

t.test('the doctor tells a replica that keeps up, lags, is away, or is none', async (t) => {
  const look = async (url = replica.url) => {
    const other = connect(createPool(url, { max: 1 }))
    return checkReplica(url, other, db).finally(() => other.destroy())
  }
  t.match(await look(), { level: 'fine', said: /^The replica at 127\.0\.0\.1:\d+ keeps up$/ })
  await pauseReplay(replica)
  await createRequest(portal)
  t.match(await look(), { level: 'doubtful', said: /behind/ })
  await resumeReplay(replica)
  t.match(await look(primary.url), { level: 'wrong', said: /is no replica/ })
  const nowhere = Object.assign(new URL(replica.url), { port: '1' }).href
  t.match(await look(nowhere), { level: 'doubtful', said: /does not answer/ })
})

t.test(
  'killed, it is left alone, pages come from the primary; started again, it is read again (F32)',
  async (t) => {
    await untilReplicaIsRead()
    await replica.stop('immediate')
    t.strictSame(await placesOf(portal), fromPrimary)
    await replica.start()
    await untilReplicaIsRead()
  },
)

t.test('promoted, it goes its own way, and is not read', async (t) => {
  await untilReplicaIsRead()
  await promote(replica)
  t.strictSame(await placesOf(colleague), fromPrimary)
})
