/** A process that is told to stop, by a supervisor, at a bad moment. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { sql } from 'kysely'
import t from 'tap'
import { addMerchant, eventually, startWorld } from '../fixtures/app.ts'
import { createRequest, signIn } from '../fixtures/client.ts'
import { times } from '../fixtures/faults/race.ts'
import { startServer, startWorker } from '../fixtures/faults/server-process.ts'
import { startSlowPostmark } from '../fixtures/faults/slow.ts'

t.setTimeout(120_000)
const { deps } = await startWorld(t, { jobs: false })

t.test(
  'a client that never ends its request keeps neither jobs nor the process: it ends with 0 (F10)',
  async (t) => {
    const server = await startServer(t, deps.databaseUrl, [], { WORKER: 'inline' })
    const { hostname, port, host } = new URL(server.origin)
    const stuck = connect(Number(port), hostname)
    stuck.on('error', () => {})
    await once(stuck, 'connect')
    stuck.write(`POST /connexion HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${server.origin}\r\n`)
    stuck.write('Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nemail=')
    await server.get('/sante')
    t.equal(await server.stop(), 0)
    stuck.destroy()
    const { rows } = await sql`select from graphile_worker.jobs where locked_at is not null`.execute(deps.db)
    t.equal(rows.length, 0)
  },
)

t.test('jobs that wait and one that runs are left to the next process: sent once each (F10)', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const { db, databaseUrl } = world.deps
  const portal = await signIn(world, (await addMerchant(world)).email)
  const provider = await startSlowPostmark(t)
  for (const n of times(30)) await createRequest(portal, { email: `client${n}@courriel.example` })
  const server = await startServer(t, databaseUrl, [], { WORKER: 'inline', ...provider.env })
  await eventually(async () => provider.taken.length > 0)
  t.equal(await server.stop(), 0)
  const { rows } = await sql`select from graphile_worker.jobs where locked_at is not null`.execute(db)
  t.equal(rows.length, 0)
  t.ok(provider.taken.length < 30, 'it has not waited for all')
  const next = startWorker(t, databaseUrl, provider.env)
  await eventually(async () => provider.taken.length >= 30)
  t.equal(await next.stop(), 0)
  t.equal(new Set(provider.taken).size, 30)
  t.equal(provider.taken.length, 30)
  const left = db.selectFrom('messages').select('status').where('status', '<>', 'sent')
  t.strictSame(await left.execute(), [])
})
