/** Two web processes whose statements go through PgBouncer in transaction mode, over five connections. */
import { sql } from 'kysely'
import t from 'tap'
import { newToken } from '../../src/domain/ids.ts'
import { addMerchant, eventually, password, startWorld } from '../fixtures/app.ts'
import { cardFor } from '../fixtures/cards.ts'
import { goodCard } from '../fixtures/client.ts'
import { times } from '../fixtures/faults/race.ts'
import { amountCents, insertPending, readStanding } from '../fixtures/faults/requests.ts'
import { launchServer, startServer } from '../fixtures/faults/server-process.ts'
import { startPgBouncer } from '../fixtures/scale/pgbouncer.ts'

t.setTimeout(240_000)

const world = await startWorld(t, { jobs: false })
const { db, databaseUrl } = world.deps
const merchant = await addMerchant(world)
const pooledUrl = await startPgBouncer(t, databaseUrl, 5)
const pooled = { DATABASE_POOLER: 'transaction', DATABASE_DIRECT_URL: databaseUrl }
const servers = await Promise.all(
  [{ WORKER: 'inline' }, {}].map((env) => startServer(t, pooledUrl, [], { ...pooled, ...env })),
)
const at = (n: number) => servers[n % 2]!
t.beforeEach(() => db.deleteFrom('rate_counts').execute())

const create = (n: number) =>
  at(n).post('/paiements', {
    amount: '49,90',
    channel: 'email',
    email: `client-${n}@courriel.example`,
    language: 'fr',
    description: `Facture ${n}`,
    idempotency_key: newToken(),
  })

t.test('a process that is not told of the pooler stops, and says what to set (F32)', async (t) => {
  const server = await launchServer(t, pooledUrl)
  t.equal(await server.ended(), 1)
  t.match(server.said(), 'DATABASE_POOLER')
})

t.test('requests are created, found, listed and exported (F32)', async (t) => {
  for (const server of servers)
    t.equal((await server.post('/connexion', { email: merchant.email, password })).status, 303)
  const created = await Promise.all(times(40).map(create))
  t.strictSame([...new Set(created.map(({ status }) => status))], [303])
  const paths = ['/paiements', '/paiements?q=facture', '/activite', '/operations', '/reglages', '/compte']
  const pages = await Promise.all([...paths, ...paths].map((path, n) => at(n).get(path)))
  t.strictSame([...new Set(pages.map(({ status }) => status))], [200])
  const file = await (await at(1).get('/paiements.csv')).text()
  t.equal(file.trim().split('\n').length, 41)
})

t.test('each of their messages is sent once (F32)', async (t) => {
  await eventually(async () => {
    const sent = await db.selectFrom('messages').select('status').execute()
    return sent.length === 40 && sent.every(({ status }) => status === 'sent')
  })
  const { rows } =
    await sql`select recipient from local_messages group by recipient having count(*) <> 1`.execute(db)
  t.strictSame(rows, [])
})

t.test('43 customers pay at once, each once; the bank of some asks them to confirm (F32)', async (t) => {
  const asked = await insertPending(world, merchant.id, 43)
  const cardOf = (n: number) => (n % 4 === 0 ? cardFor('challenge') : goodCard.card_number!)
  const answers = await Promise.all(
    asked.map(({ link }, n) => at(n).post(`${link}/paiement`, { ...goodCard, card_number: cardOf(n) })),
  )
  t.strictSame([...new Set(answers.map(({ status }) => status))], [303])
  const banks = answers
    .map(({ headers }) => headers.get('location')!)
    .filter((url) => url.includes('/banque-test/'))
  t.equal(banks.length, 11)
  const confirmed = await Promise.all(
    banks.map((url, n) => at(n).post(new URL(url, at(n).origin).pathname, { decision: 'accept' })),
  )
  t.strictSame([...new Set(confirmed.map(({ status }) => status))], [303])
  for (const { id } of asked)
    t.match(await readStanding(world, id), {
      status: 'paid',
      captures: [amountCents],
      attempts: ['succeeded'],
    })
})

t.test('of ten payments and a cancellation at once, one is the end (F32)', async (t) => {
  for (const { id, link } of await insertPending(world, merchant.id, 10)) {
    await db.deleteFrom('rate_counts').execute()
    await Promise.all([
      ...times(10).map((n) => at(n).post(`${link}/paiement`, goodCard)),
      at(1).post(`/paiements/${id}/annulation`, {}),
    ])
    const { status, captures } = await readStanding(world, id)
    t.ok(status === 'paid' ? captures.length === 1 : status === 'cancelled' && captures.length === 0, status)
  }
})
