/** While a version replaces another, processes of both work on the schema of the newer one. */
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { newToken } from '../../src/domain/ids.ts'
import { addMerchant, eventually, password, startWorld } from '../fixtures/app.ts'
import { goodCard, goodForm } from '../fixtures/client.ts'
import { type ServerProcess, startServer } from '../fixtures/faults/server-process.ts'
import { unpackPreviousVersion } from '../fixtures/previous-version.ts'

t.setTimeout(240_000)
const world = await startWorld(t, { jobs: false })
const { db, databaseUrl } = world.deps
const merchant = await addMerchant(world)
const { programs, newer } = await unpackPreviousVersion(t)
const before = await startServer(t, databaseUrl, [], { WORKER: 'inline' }, programs)
const now = await startServer(t, databaseUrl)
for (const server of [before, now])
  t.equal((await server.post('/connexion', { email: merchant.email, password })).status, 303)

const bodyOf = async (server: ServerProcess, path: string) => (await server.get(path)).text()

/** Asks for money. Returns the id, and the path of the customer's link. */
async function ask(t: Test, server: ServerProcess): Promise<{ id: string; link: string }> {
  const form = { ...goodForm, email: `${newToken()}@courriel.example`, idempotency_key: newToken() }
  const { status, headers } = await server.post('/paiements', form)
  t.equal(status, 303)
  const id = headers.get('location')!.split('/').at(-1)!
  const link = (await bodyOf(server, `/paiements/${id}`)).match(/\/p\/[0-9A-Za-z]{22}/)![0]
  return { id, link }
}

async function pay(t: Test, server: ServerProcess, link: string): Promise<void> {
  t.equal((await server.post(`${link}/paiement`, goodCard)).status, 303)
  t.match(await bodyOf(server, link), 'data-state="paid"')
}

async function readPages(t: Test, server: ServerProcess, id: string): Promise<void> {
  const pages = [
    '/paiements',
    '/paiements?q=facture',
    '/paiements/nouveau',
    '/activite',
    '/operations',
    '/reglages',
  ]
  for (const path of [
    ...pages,
    '/equipe',
    '/compte',
    '/paiements.csv',
    '/operations.csv',
    `/paiements/${id}`,
  ])
    t.equal((await server.get(path)).status, 200, path)
}

t.test('the version before the newest migration starts on the schema of today (F18)', async (t) => {
  t.ok(newer.length > 0)
  const { rows } = await sql<{
    name: string
  }>`select name from kysely_migration where name = any(${newer})`.execute(db)
  t.strictSame(rows.map(({ name }) => name).sort(), newer.sort())
})

t.test('it asks, sends, is paid, gives back, cancels and lists (F18)', async (t) => {
  const { id, link } = await ask(t, before)
  await pay(t, before, link)
  await readPages(t, before, id)
  const back = { amount: '50,00', idempotency_key: newToken() }
  t.equal((await before.post(`/paiements/${id}/remboursements`, back)).status, 303)
  const other = await ask(t, before)
  t.equal((await before.post(`/paiements/${other.id}/annulation`, {})).status, 303)
  t.match(await bodyOf(now, other.link), 'data-state="cancelled"')
})

t.test('what one version asked, the other is paid and shows, both ways (F18)', async (t) => {
  for (const [asking, paying] of [
    [before, now],
    [now, before],
  ] as const) {
    const { id, link } = await ask(t, asking)
    await pay(t, paying, link)
    t.match(await bodyOf(asking, link), 'data-state="paid"')
    await readPages(t, asking, id)
  }
})

t.test('its jobs deliver every message; it logs no error, and stops as it should (F18)', async (t) => {
  await eventually(async () => {
    const waiting = db.selectFrom('messages').select('id').where('status', 'in', ['queued', 'sending'])
    return (await waiting.execute()).length === 0
  })
  const purposes = await db.selectFrom('messages').select('purpose').where('status', '=', 'sent').execute()
  t.ok(purposes.some(({ purpose }) => purpose === 'receipt'))
  t.notMatch(before.said(), /"level":(50|60)/)
  t.equal(await before.stop(), 0)
})
