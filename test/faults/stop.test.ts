/** A process that is told to stop, by a supervisor, at a bad moment. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { sql } from 'kysely'
import t from 'tap'
import { startWorld } from '../fixtures/app.ts'
import { startServer } from '../fixtures/faults/server-process.ts'

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
