/** Work that meets in the database: it is ordered so that it does not deadlock, and tried again where it does. */
import { sql } from 'kysely'
import t from 'tap'
import type { Db } from '../../src/db/connect.ts'
import { forEachAtOnce } from '../../src/domain/at-once.ts'
import { startJobs } from '../../src/jobs.ts'
import { recordReport } from '../../src/messages/report.ts'
import { addMerchant, eventually, startWorld } from '../fixtures/app.ts'
import { createClient, goodCard, signIn } from '../fixtures/client.ts'
import { eraseCustomer } from '../fixtures/customers.ts'
import { times } from '../fixtures/faults/race.ts'
import { insertPending, readStanding } from '../fixtures/faults/requests.ts'

t.setTimeout(300_000)
const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

/** Twelve paid requests of one customer, each with its message. Returns the ids of the messages. */
async function insertPaid(email: string): Promise<string[]> {
  const ids = (await insertPending(world, merchant.id, 12)).map(({ id }) => id)
  await sql`update payment_requests set email = ${email}, status = 'paid', paid_at = now()
    where id = any(${ids})`.execute(db)
  const { rows } = await sql<{ id: string }>`
    insert into messages (id, request_id, purpose, channel, recipient, status)
    select 'msg_' || substr(id, 5), id, 'request', 'email', ${email}, 'sent' from unnest(${ids}::text[]) as id
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}

t.test('25 erasures among 300 reports of their messages: all succeed (F27)', async (t) => {
  const customers = times(25).map((n) => `client${n}@courriel.example`)
  const messages = await Promise.all(customers.map(insertPaid))
  const report = (messageId: string) =>
    recordReport(db, {
      ...{ provider: 'postmark', eventId: `delivery ${messageId}`, messageId, ref: undefined },
      ...{ fate: 'bounced', reason: 'mailbox_full', suppresses: true },
    } as const)
  const work = [
    ...customers.map((email) => async () => t.equal((await eraseCustomer(portal, email)).statusCode, 303)),
    ...messages.flat().map((id) => () => report(id)),
  ]
  const mixed = work.toSorted(() => Math.random() - 0.5)
  const lost: unknown[] = []
  await forEachAtOnce(mixed, 15, (one) => one().catch((error: unknown) => lost.push(error)))
  t.strictSame(lost, [])
  const left = db.selectFrom('messages').select('id').where('recipient', 'like', 'client%')
  t.strictSame(await left.execute(), [])
})

/** Takes the locks of two requests, in this order, with time for somebody else to take the other one. */
const lockBoth = (trx: Db, ids: string[]) =>
  ids.reduce(
    (before, id) =>
      before.then(() =>
        sql`select pg_sleep(0.1) from (
        select from payment_requests where id = ${id} for update) locked`.execute(trx),
      ),
    Promise.resolve<unknown>(undefined),
  )

t.test('two transactions that deadlock are both done, the loser a little later (F5, F27)', async (t) => {
  const ids = (await insertPending(world, merchant.id, 2)).map(({ id }) => id)
  let runs = 0
  const lock = (order: string[]) =>
    db.transaction().execute(async (trx) => {
      runs += 1
      await lockBoth(trx, order)
    })
  await Promise.all([lock(ids), lock(ids.toReversed())])
  t.equal(runs, 3)
})

t.test(
  'one that loses every time ends after three more, and is told as a time-out is (F5, F33)',
  async (t) => {
    let runs = 0
    const losing = db.transaction().execute(async (trx) => {
      runs += 1
      await sql`do $$ begin raise exception 'lost' using errcode = '40001'; end $$`.execute(trx)
    })
    await t.rejects(losing, { code: '40001' })
    t.equal(runs, 4)
  },
)

t.test('a step of the sweep that fails is written down, and the others are done (F27)', async (t) => {
  const [asked] = await insertPending(world, merchant.id, 1)
  await sql`update payment_requests set expires_on = '2026-01-01' where id = ${asked!.id}`.execute(db)
  await sql`alter table imports rename to imports_away`.execute(db)
  await sql`create function refuse() returns trigger language plpgsql as $$ begin raise 'not today'; end $$;
    create trigger refuse before delete on rate_counts for each statement execute function refuse()`.execute(
    db,
  )
  const log: { values: { step?: string }; text: string }[] = []
  const jobs = await startJobs(world.deps, { error: (values, text) => log.push({ values, text }) })
  await sql`insert into message_reports values ('postmark', 'old', now() - interval '40 days')`.execute(db)
  await sql`select graphile_worker.add_job('sweep')`.execute(db)
  await eventually(async () => log.some(({ values }) => values.step === 'forgetOldCounts'))
  await eventually(async () => {
    const old = db.selectFrom('message_reports').select('event_id').where('event_id', '=', 'old')
    return (await old.execute()).length === 0
  })
  await jobs.stop()
  t.equal((await readStanding(world, asked!.id)).status, 'expired')
  t.ok(log.some(({ values }) => values.step === 'recoverImports'))
  await sql`alter table imports_away rename to imports; drop trigger refuse on rate_counts`.execute(db)
})

t.test('a statement that others hold up too long is 503, and nothing is done (F33)', async (t) => {
  const [asked] = await insertPending(world, merchant.id, 1)
  await db.connection().execute(async (held) => {
    await sql`begin`.execute(held)
    await sql`select from payment_requests where id = ${asked!.id} for update`.execute(held)
    const answer = await createClient(world).post(`${asked!.link}/paiement`, goodCard)
    t.equal(answer.statusCode, 503)
    t.equal(answer.headers['retry-after'], '5')
    await sql`rollback`.execute(held)
  })
  t.match(await readStanding(world, asked!.id), { status: 'pending', attempts: [] })
})
