/**
 * Three web processes and two workers behind HAProxy and PgBouncer, on a primary with a synchronous replica. Each is
 * killed in turn, under load; at last the primary, and the replica takes its place.
 */
import { sql } from 'kysely'
import t from 'tap'
import { migrate } from '../../src/db/migrate.ts'
import { addMerchant, eventually, password, startWorldOn } from '../fixtures/app.ts'
import { recover } from '../fixtures/faults/killed.ts'
import { times } from '../fixtures/faults/race.ts'
import { readStanding } from '../fixtures/faults/requests.ts'
import { findFreePort, startServer, startWorker } from '../fixtures/faults/server-process.ts'
import { ask, startOwnPostgres } from '../fixtures/own-postgres.ts'
import { promote, startReplica } from '../fixtures/replica.ts'
import { startHaProxy } from '../fixtures/scale/haproxy.ts'
import { createVisitor, pay, startLoad } from '../fixtures/scale/load.ts'
import { startPgBouncer } from '../fixtures/scale/pgbouncer.ts'

t.setTimeout(400_000)
const primary = await startOwnPostgres(t)
await migrate(primary.url)
// The provider of the tests must accept a second copy, so that the test sees it.
await ask(primary.url, 'alter table local_messages drop constraint local_messages_message_id_key')
const replica = await startReplica(t, primary, 'replica')
// What a customer was told must be in both before they are told.
await ask(primary.url, `alter system set synchronous_standby_names = 'replica'`)
await ask(primary.url, 'select pg_reload_conf()')

const webs = await Promise.all(times(3).map(findFreePort))
const [one, other] = [new URL(primary.url).port, new URL(replica.url).port]
const proxy = await startHaProxy(t, { webs, primary: one, replica: other })
const directUrl = Object.assign(new URL(primary.url), { port: proxy.database }).href
const pooledUrl = await startPgBouncer(t, directUrl, 30)
const origin = `http://127.0.0.1:${proxy.web}`
const env = {
  DATABASE_POOLER: 'transaction',
  DATABASE_DIRECT_URL: directUrl,
  DATABASE_REPLICA_URL: replica.url,
  PUBLIC_URL: origin,
}
const startWeb = (port: number) => startServer(t, pooledUrl, [], { ...env, PORT: String(port) })
const servers = await Promise.all(webs.map((port) => startWeb(port)))
const workers = times(2).map(() => startWorker(t, pooledUrl, env))

const world = await startWorldOn(t, directUrl, { jobs: false })
const { db } = world.deps
const shop = await addMerchant(world)
// One mailbox gets a hundred notices of test payments an hour.
await db.updateTable('merchants').set({ notify_paid: false }).execute()
const [merchant, customer] = [createVisitor(origin), createVisitor(origin)]
await eventually(async () => (await merchant.ask('/sante')).status === 200)
t.equal((await merchant.ask('/connexion', { email: shop.email, password })).status, 303)

async function countSent(): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::integer as n from messages where status = 'sent'`.execute(db)
  return rows[0]!.n
}

t.test(
  'each is killed in turn, the primary too: nothing is lost, and nothing is done twice (F32)',
  async (t) => {
    const load = startLoad(t, merchant, customer, 5)
    const paid = () => load.asked.filter(({ isToldPaid }) => isToldPaid).length
    let sent = 0
    /** Ten more requests are paid, and ten more messages leave. */
    const goOn = async (after: string) => {
      const before = { paid: paid(), sent }
      await eventually(async () => {
        // Our own connections are cut too.
        sent = await countSent().catch(() => sent)
        return paid() >= before.paid + 10 && sent >= before.sent + 10
      })
      t.pass(`${after}: ${paid()} paid`)
    }
    await goOn('at first')
    for (const [n, server] of servers.entries()) {
      server.child.kill('SIGKILL')
      await goOn(`without web process ${n}`)
      servers[n] = await startWeb(webs[n]!)
    }
    for (const [n, worker] of workers.entries()) {
      worker.child.kill('SIGKILL')
      await goOn(`without worker ${n}`)
      workers[n] = startWorker(t, pooledUrl, env)
    }
    t.match((await merchant.ask('/paiements')).body, 'data-status="paid"')
    await replica.stop('immediate')
    // Nobody is told anything until a second machine has it.
    await replica.start()
    await goOn('after the replica')
    await primary.stop('immediate')
    await promote(replica)
    await goOn('on the promoted replica')
    await load.stop()
    for (const { child } of workers) t.equal(child.exitCode, null, 'a worker survives')

    await recover(world)
    for (const unpaid of load.asked.filter(({ isToldPaid }) => !isToldPaid)) await pay(customer, unpaid, 20)
    await eventually(async () => {
      await recover(world)
      const { rows } =
        await sql`select from messages where status in ('queued', 'sending', 'uncertain')`.execute(db)
      return rows.length === 0
    })

    t.strictSame(
      load.asked.filter(({ isToldPaid }) => !isToldPaid),
      [],
    )
    for (const { id } of load.asked)
      t.match(await readStanding(world, id), { status: 'paid', captures: [4990] }, id)
    const { rows: twice } = await sql`select description from payment_requests
    group by description having count(*) > 1`.execute(db)
    t.strictSame(twice, [], 'each form has made one request')
    const { rows: wrong } = await sql`select r.id, purpose, m.status, count(l.id)::integer as copies
    from payment_requests r join messages m on m.request_id = r.id left join local_messages l on l.message_id = m.id
    group by r.id, m.id having count(l.id) <> case when m.failure_reason = 'obsolete' and purpose = 'request' then 0 else 1 end
        or m.status not in ('sent', 'failed')`.execute(db)
    t.strictSame(
      wrong,
      [],
      'each message has left once, but for those that ask for what was paid before they left',
    )
    const { rows: purposes } =
      await sql`select purpose, count(distinct request_id)::integer as requests, count(*)::integer
    from messages where purpose in ('request', 'receipt') group by purpose order by purpose`.execute(db)
    const all = load.asked.length
    t.strictSame(purposes, [
      { purpose: 'receipt', requests: all, count: all },
      { purpose: 'request', requests: all, count: all },
    ])
    t.notOk(load.statuses.has(500), JSON.stringify([...load.statuses]))
  },
)
