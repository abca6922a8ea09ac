/** The database can be read and not written to: a standby that waits for its promotion. */
import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, startWorld, startWorldOn } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, goodForm, permalinkOf, signIn } from '../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const { db, databaseUrl } = world.deps
const writer = await signIn(world, (await addMerchant(world)).email)
const id = await createRequest(writer, { email: 'lea@courriel.example' })
const link = await permalinkOf(writer, id)
// The next page would note that the session was used.
await sql`update sessions set last_seen_at = now() - interval '5 minutes'`.execute(db)

const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
await sql`alter database ${sql.id(rows[0]!.name)} set default_transaction_read_only = on`.execute(db)
const standby = await startWorldOn(t, databaseUrl, { jobs: false })
const customer = createClient(standby)
const portal = createClient(standby)
for (const [name, value] of writer.cookies) portal.cookies.set(name, value)

t.test('/sante tells it from a database that is away (F33)', async (t) => {
  const { statusCode, body } = await customer.get('/sante')
  t.strictSame({ statusCode, body }, { statusCode: 503, body: 'read-only' })
})

t.test('the link, and every page of the portal, are read (F12, F33)', async (t) => {
  t.match((await customer.get(link)).body, 'data-state="payable"')
  for (const path of [
    '/paiements',
    `/paiements/${id}`,
    '/paiements.csv',
    '/activite',
    '/operations',
    '/reglages',
  ])
    t.equal((await portal.get(path)).statusCode, 200, path)
})

t.test('a change is answered with 503, and is not made (F12, F33)', async (t) => {
  for (const answer of [
    await customer.post(`${link}/paiement`, goodCard),
    await portal.post('/paiements', goodForm),
    await portal.post(`/paiements/${id}/annulation`, {}),
  ]) {
    t.equal(answer.statusCode, 503)
    t.equal(answer.headers['retry-after'], '5')
  }
  t.match((await customer.get(link)).body, 'data-state="payable"')
})
