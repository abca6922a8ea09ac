import { once } from 'node:events'
import { type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import t from 'tap'
import { addMerchant, eventually, startWorld, startWorldOn } from '../fixtures/app.ts'
import { createClient, goodCard, signIn } from '../fixtures/client.ts'
import { startProxy } from '../fixtures/faults/proxy.ts'
import { times } from '../fixtures/faults/race.ts'
import { amountCents, insertPending, readStanding } from '../fixtures/faults/requests.ts'
import { launchServer, startServer, waitUntilReady } from '../fixtures/faults/server-process.ts'

const world = await startWorld(t, { jobs: false })
const { db, databaseUrl } = world.deps
const merchant = await addMerchant(world)
t.beforeEach(() => db.deleteFrom('rate_counts').execute())

const pay = (link: string) => [`${link}/paiement`, goodCard] as const

/** How many connections are doing this, as the database sees it. */
async function countBusy(what: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql`select from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and state = 'active' and ${what}`.execute(
    db,
  )
  return rows.length
}

t.test(
  'started before its database, the process waits for it, and says that it is not ready (F1)',
  async (t) => {
    const proxy = await startProxy(t, databaseUrl)
    await proxy.cut()
    const server = await launchServer(t, proxy.url)
    for (const path of ['/sante', '/connexion']) {
      // A busy machine takes long to load the program.
      const answer = await eventually(() => server.get(path).catch(() => undefined), 60)
      t.equal(answer.status, 503)
      t.equal(answer.headers.get('retry-after'), '5')
    }
    t.match(server.said(), /^The database \w+ at 127\.0\.0\.1:\d+ does not answer: [^\n]+\n/)
    await proxy.restore()
    await waitUntilReady(server)
    t.equal(await (await server.get('/sante')).text(), 'ok')
    t.equal(await server.stop(), 0)
  },
)

t.test(
  'with every connection taken, pages say 503 before one is free, and when to come back (F4)',
  async (t) => {
    const crowded = await startWorldOn(t, databaseUrl, { jobs: false })
    const [asked] = await insertPending(world, merchant.id, 1)
    const customer = createClient(crowded)
    const portal = await signIn(crowded, merchant.email)
    let areFree = false
    const sleeps = times(20).map(() => sql`select pg_sleep(8)`.execute(crowded.deps.db))
    const sleeping = Promise.any(sleeps).then(() => {
      areFree = true
    })
    await eventually(async () => (await countBusy(sql`query like '%pg_sleep(8)'`)) === 20)
    const [health, ...answers] = await Promise.all([
      customer.get('/sante'),
      customer.get(asked!.link),
      customer.post(...pay(asked!.link)),
      portal.get('/paiements'),
    ])
    t.notOk(areFree)
    t.equal(health.statusCode, 503)
    for (const answer of answers) {
      t.equal(answer.statusCode, 503)
      t.equal(answer.headers['retry-after'], '5')
      t.match(answer.headers['content-type'], 'text/html')
      t.notMatch(answer.body, /timeout|connect|pool|postgres|node_modules/i)
    }
    await Promise.all([sleeping, ...sleeps])
    t.equal((await customer.get('/sante')).statusCode, 200)
    await customer.post(...pay(asked!.link))
    t.match(await readStanding(world, asked!.id), { status: 'paid', attempts: ['succeeded'] })
  },
)

t.test('the database goes away amid payments: none is said to be paid that is not (F2)', async (t) => {
  const proxy = await startProxy(t, databaseUrl)
  const cutOff = await startWorldOn(t, proxy.url, { jobs: false })
  const customer = createClient(cutOff)
  const requests = await insertPending(world, merchant.id, 25)
  const paying = Promise.all(requests.map(({ link }) => customer.post(...pay(link))))
  await eventually(async () => {
    const standings = await Promise.all(requests.map(({ id }) => readStanding(world, id)))
    return standings.some(({ status }) => status === 'paid')
  })
  await proxy.cut()
  for (const { statusCode, body } of await paying) {
    t.ok(statusCode === 303 || statusCode >= 500)
    t.notMatch(body, /node_modules|postgres|ECONN|terminated/i)
  }
  t.equal((await customer.get('/sante')).statusCode, 503)
  await proxy.restore()
  await eventually(async () => (await customer.get('/sante')).statusCode === 200, 10)
  for (const { id, link } of requests) {
    const { status, captures } = await readStanding(world, id)
    const { body } = await customer.get(link)
    t.match(body, status === 'paid' ? 'data-state="paid"' : /data-state="(payable|confirming)"/)
    if (status === 'paid') t.strictSame(captures, [amountCents])
  }
})

t.test(
  'told to stop amid a slow payment, the process ends it first, then itself, with 0 (F10)',
  async (t) => {
    const server = await startServer(t, databaseUrl)
    const [asked] = await insertPending(world, merchant.id, 1)
    const locker = new pg.Client(databaseUrl)
    await locker.connect()
    t.teardown(() => locker.end())
    await locker.query('begin')
    await locker.query('select from payment_requests where id = $1 for update', [asked!.id])
    const paying = server.post(...pay(asked!.link))
    await eventually(async () => (await countBusy(sql`wait_event_type = 'Lock'`)) > 0)
    const stopping = server.stop()
    await eventually(() =>
      server.get('/sante').then(
        ({ status }) => status === 503,
        () => true,
      ),
    )
    await locker.query('rollback')
    t.equal((await paying).status, 303)
    t.equal(await stopping, 0)
    t.match(await readStanding(world, asked!.id), { status: 'paid', captures: [amountCents] })
  },
)

t.test('a rejection that nobody handles is written down, and ends the process (F24)', async (t) => {
  const rejecting = `process.on('SIGUSR2', () => { Promise.reject(new Error('nobody handles this')) })`
  const server = await startServer(t, databaseUrl, ['--import', `data:text/javascript,${rejecting}`])
  const exit = once(server.child, 'exit')
  server.child.kill('SIGUSR2')
  const [code] = await exit
  t.equal(code, 1)
  t.match(server.said(), 'Error: nobody handles this')
})
