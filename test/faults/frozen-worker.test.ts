/** Two workers in processes of their own, and one that is frozen with a message in its hands. */
import { sql } from 'kysely'
import t from 'tap'
import { freeLostJobs } from '../../src/db/jobs.ts'
import { recoverMessages } from '../../src/messages/reconcile.ts'
import { addMerchant, eventually, startWorld } from '../fixtures/app.ts'
import { createRequest, signIn } from '../fixtures/client.ts'
import { times } from '../fixtures/faults/race.ts'
import { startWorker } from '../fixtures/faults/server-process.ts'

t.setTimeout(180_000)
const world = await startWorld(t, { jobs: false })
const { db, databaseUrl } = world.deps
const portal = await signIn(world, (await addMerchant(world)).email)
// The provider must accept a second copy, so that the test sees it.
await sql`alter table local_messages drop constraint local_messages_message_id_key`.execute(db)

const copiesOf = async (email: string) =>
  (await db.selectFrom('local_messages').select('id').where('recipient', '=', email).execute()).length
const messageTo = (email: string) =>
  db
    .selectFrom('messages')
    .select(['id', 'status', 'tries'])
    .where('recipient', '=', email)
    .executeTakeFirstOrThrow()

t.test('two workers share sixty messages: each leaves once (F11)', async (t) => {
  const emails = times(60).map((n) => `client${n}@courriel.example`)
  for (const email of emails) await createRequest(portal, { email })
  const workers = [startWorker(t, databaseUrl), startWorker(t, databaseUrl)]
  await eventually(async () => {
    const { rows } = await sql`select from messages where status <> 'sent'`.execute(db)
    return rows.length === 0
  })
  t.strictSame(await Promise.all(workers.map((worker) => worker.stop())), [0, 0])
  t.strictSame(
    await Promise.all(emails.map(copiesOf)),
    emails.map(() => 1),
  )
})

/** Takes what every message waits for between its claim and its provider. Returns what gives it back. */
async function holdDeliveries(): Promise<() => Promise<void>> {
  const begun = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const held = db.transaction().execute(async (trx) => {
    await sql`lock table suppressions in access exclusive mode`.execute(trx)
    begun.resolve()
    await released.promise
  })
  await begun.promise
  return () => {
    released.resolve()
    return held
  }
}

t.test(
  'a worker frozen past its lease wakes while another one has the message: one copy leaves (F11)',
  async (t) => {
    const email = 'gele@courriel.example'
    await createRequest(portal, { email })
    const release = await holdDeliveries()
    const frozen = startWorker(t, databaseUrl)
    await eventually(async () => (await messageTo(email)).status === 'sending')
    frozen.child.kill('SIGSTOP')
    // It has its answer, and cannot read it.
    await release()

    // Its time is over: the sweep gives the message to others.
    const { id } = await messageTo(email)
    await sql`update messages set updated_at = now() - interval '10 minutes' where id = ${id}`.execute(db)
    await sql`update graphile_worker._private_jobs set locked_at = now() - interval '10 minutes'
      where locked_at is not null`.execute(db)
    await freeLostJobs(db)
    await recoverMessages(db)
    const releaseOther = await holdDeliveries()
    const other = startWorker(t, databaseUrl)
    await eventually(async () => (await messageTo(email)).tries === 2)

    frozen.child.kill('SIGCONT')
    t.equal(await frozen.stop(), 0, 'it ends what it was doing')
    t.equal(await copiesOf(email), 0)
    await releaseOther()
    await eventually(async () => (await messageTo(email)).status === 'sent')
    t.equal(await other.stop(), 0)
    t.equal(await copiesOf(email), 1)
  },
)
