/** Messages that were surely not taken: queued again, whatever happened to the process or to the request meanwhile. */
import { sql } from 'kysely'
import t from 'tap'
import { freeLostJobs } from '../../src/db/jobs.ts'
import { deliverMessage } from '../../src/messages/deliver.ts'
import { reconcileMessage, recoverMessages } from '../../src/messages/reconcile.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { signIn } from '../fixtures/client.ts'
import { askByEmail, deliverPaused, jobsOf, problemOf, readMessage } from '../fixtures/messages/delivering.ts'

const world = await startWorld(t, { jobs: false })
const { deps } = world
const { db } = deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

const copiesOf = async (recipient: string) =>
  (await db.selectFrom('local_messages').select('id').where('recipient', '=', recipient).execute()).length

/** Moves the claim of a message ten minutes back. */
const claimEarlier = (id: string, handed: Date | null = null) =>
  db
    .updateTable('messages')
    .set({ status: 'sending', handed_at: handed, updated_at: new Date(Date.now() - 600_000) })
    .where('id', '=', id)
    .execute()

t.test('its process died before the provider was called: it is queued again, at once (F30)', async (t) => {
  const message = await askByEmail(db, portal, 'avant@courriel.example')
  await claimEarlier(message.id)
  const before = (await jobsOf(db, message.id)).length
  await recoverMessages(db)
  t.equal((await readMessage(db, message.id)).status, 'queued')
  t.equal((await jobsOf(db, message.id)).length, before + 1)
})

t.test(
  'the provider says that it has not taken it: it is queued again, and nothing is wrong (F30)',
  async (t) => {
    const message = await askByEmail(db, portal, 'pas-pris@courriel.example')
    await claimEarlier(message.id, new Date())
    await recoverMessages(db)
    t.equal(await problemOf(db, message.request_id), 'uncertain')
    await reconcileMessage(deps, message.id, 0)
    t.equal((await readMessage(db, message.id)).status, 'queued')
    t.equal(await problemOf(db, message.request_id), null)
  },
)

t.test(
  'a worker that was paused looks at the clock, and the merchant who sent again is obeyed once (F35)',
  async (t) => {
    const email = 'pause@courriel.example'
    const message = await askByEmail(db, portal, email)
    // By our clock the worker claimed it ten minutes ago, and meanwhile the sweep and the merchant acted.
    await deliverPaused(t, deps, message.id)
    t.equal(await copiesOf(email), 0, 'it was not handed over')
    t.equal((await readMessage(db, message.id)).status, 'queued')
    await claimEarlier(message.id, new Date())
    await recoverMessages(db)
    await portal.post(`/paiements/${message.request_id}/envois`, { channel: 'email', email })
    const again = await db
      .selectFrom('messages')
      .select('id')
      .where('request_id', '=', message.request_id)
      .where('status', '=', 'queued')
      .executeTakeFirstOrThrow()
    await reconcileMessage(deps, message.id, 0)
    for (const id of [again.id, message.id]) await deliverMessage(deps, id)
    t.equal(await copiesOf(email), 1)
    t.match(await readMessage(db, message.id), { status: 'failed', failure_reason: 'obsolete' })
  },
)

t.test('the job of a worker that died is free again within minutes (F30)', async (t) => {
  const { id } = await askByEmail(db, portal, 'mort@courriel.example')
  const lock = (ago: string) =>
    sql`update graphile_worker._private_jobs
    set locked_by = 'pool-dead', locked_at = now() - ${ago}::interval where payload->>'messageId' = ${id}`.execute(
      db,
    )
  const isLocked = async () => {
    const { rows } = await sql`select from graphile_worker.jobs j
      join graphile_worker._private_jobs using (id) where payload->>'messageId' = ${id} and j.locked_at is not null`.execute(
      db,
    )
    return rows.length > 0
  }
  await lock('4 minutes')
  await freeLostJobs(db)
  t.ok(await isLocked(), 'it may still be at work')
  await lock('6 minutes')
  await freeLostJobs(db)
  t.notOk(await isLocked())
})

t.test(
  '"Renvoyer" pressed twice sends once, even when the first message has left meanwhile (F35)',
  async (t) => {
    const email = 'deux-fois@courriel.example'
    const { id, request_id } = await askByEmail(db, portal, email)
    await deliverMessage(deps, id)
    const page = (await portal.get(`/paiements/${request_id}`)).body
    const known = page.match(/name="last_message" value="(\w+)"/)?.[1]
    t.equal(known, id)
    for (let presses = 0; presses < 2; presses += 1) {
      const form = { channel: 'email', email, last_message: known! }
      t.equal((await portal.post(`/paiements/${request_id}/envois`, form)).statusCode, 303)
      const queued = db.selectFrom('messages').select('id').where('request_id', '=', request_id)
      for (const message of await queued.where('status', '=', 'queued').execute())
        await deliverMessage(deps, message.id)
    }
    t.equal(await copiesOf(email), 2)
  },
)
