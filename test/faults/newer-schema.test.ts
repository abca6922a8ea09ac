/** The next version has migrated the database, while processes of this one run, and start again. */
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { addMerchant, eventually, password, startWorld } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, goodForm, permalinkOf, signIn } from '../fixtures/client.ts'
import { startServer } from '../fixtures/faults/server-process.ts'
import { settled } from '../fixtures/settled.ts'

t.setTimeout(120_000)
const world = await startWorld(t)
const { db, databaseUrl } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)
let asked = 0

/** What a merchant and a customer do in a day, on the connections of before. */
async function work(t: Test): Promise<void> {
  asked += 1
  const email = `client${asked}@courriel.example`
  for (const path of ['/paiements', '/paiements?q=facture', '/paiements/nouveau', '/activite', '/operations'])
    t.equal((await portal.get(path)).statusCode, 200, path)
  const id = await createRequest(portal, { email })
  const link = await permalinkOf(portal, id)
  t.equal((await customer.get(link)).statusCode, 200)
  t.equal((await customer.post(`${link}/paiement`, goodCard)).statusCode, 303)
  t.match((await customer.get(link)).body, 'data-state="paid"')
  t.equal((await portal.post(`/paiements/${id}/remboursements`, { amount: '50,00' })).statusCode, 303)
  const other = await createRequest(portal, { email })
  // Its message would not leave any more once it is cancelled.
  await allLeft()
  t.equal((await portal.post(`/paiements/${other}/annulation`, {})).statusCode, 303)
  for (const path of [
    '/paiements.csv',
    '/operations.csv',
    '/reglages',
    '/equipe',
    '/compte',
    `/paiements/${id}`,
  ])
    t.equal((await portal.get(path)).statusCode, 200, path)
  t.equal((await portal.post('/reglages', settled)).statusCode, 303)
  t.equal((await signIn(world, merchant.email)).cookies.size > 0, true)
  await allLeft()
}

const allLeft = () =>
  eventually(async () => {
    const waiting = db.selectFrom('messages').select('id').where('status', 'in', ['queued', 'sending'])
    return (await waiting.execute()).length === 0
  })

/** What a version may do to a schema that processes of the version before still use. */
async function expand(): Promise<void> {
  const { rows } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_schema in ('public', 'sandbox') and table_type = 'BASE TABLE'`.execute(db)
  for (const { schema, name } of rows)
    await sql`alter table ${sql.id(schema, name)} add column later text,
      add column later_counted integer not null default 0`.execute(db)
  await sql`create table later (id text primary key, request_id text references payment_requests)`.execute(db)
  await sql`create index later_requests on payment_requests (merchant_id, later)`.execute(db)
  await sql`insert into kysely_migration values ('2099-01-01-later', now()::text)`.execute(db)
}

t.test(
  'columns, tables and indexes are added below processes at work: none is disturbed (F18)',
  async (t) => {
    await work(t)
    await expand()
    await work(t)
    const failed = db.selectFrom('messages').select('id').where('status', '<>', 'sent')
    t.strictSame(await failed.execute(), [])
    const errors = world.log.filter((line) => line.includes('"level":50'))
    t.strictSame(errors, [])
  },
)

t.test('a process of this version that starts again finds its way there (F18)', async (t) => {
  const server = await startServer(t, databaseUrl)
  t.equal((await server.post('/connexion', { email: merchant.email, password })).status, 303)
  t.equal((await server.get('/paiements')).status, 200)
  const form = { ...goodForm, email: 'apres@courriel.example', idempotency_key: 'key-of-the-restarted-one' }
  t.equal((await server.post('/paiements', form)).status, 303)
  t.equal(await server.stop(), 0)
})
