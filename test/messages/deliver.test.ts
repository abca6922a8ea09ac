import t from 'tap'
import type { Deps } from '../../src/deps.ts'
import { RefusedByProvider, TryLater } from '../../src/domain/failures.ts'
import { deliverMessage } from '../../src/messages/deliver.ts'
import { recoverMessages } from '../../src/messages/reconcile.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createRequest, signIn } from '../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const { deps } = world
const { db } = deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

const askBy = async (email: string) => {
  const id = await createRequest(portal, { email })
  return db.selectFrom('messages').selectAll().where('request_id', '=', id).executeTakeFirstOrThrow()
}
const read = (id: string) =>
  db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const problemOf = async (requestId: string) =>
  (
    await db
      .selectFrom('payment_requests')
      .select('message_problem')
      .where('id', '=', requestId)
      .executeTakeFirstOrThrow()
  ).message_problem
const failing = (error: Error): Deps => ({ ...deps, mailer: { send: () => Promise.reject(error) } })
const jobsOf = async (messageId: string) => {
  const jobs = await db
    .withTables<{ 'graphile_worker._private_jobs': { payload: { messageId?: string }; run_at: Date } }>()
    .selectFrom('graphile_worker._private_jobs')
    .select(['payload', 'run_at'])
    .execute()
  return jobs.filter((job) => job.payload.messageId === messageId)
}

t.test('a message is sent once however many workers take its job (S56)', async (t) => {
  const message = await askBy('once@courriel.example')
  await Promise.all(Array.from({ length: 20 }, () => deliverMessage(deps, message.id)))
  const kept = await db
    .selectFrom('local_messages')
    .selectAll()
    .where('message_id', '=', message.id)
    .execute()
  t.equal(kept.length, 1)
  t.equal((await read(message.id)).status, 'sent')
})

t.test(
  'an answer lost after the message was written makes it uncertain, and it is never sent again (S56)',
  async (t) => {
    const message = await askBy('lost@courriel.example')
    await t.rejects(deliverMessage(failing(new Error('socket hang up')), message.id))
    t.equal((await read(message.id)).status, 'uncertain')
    t.equal(await problemOf(message.request_id), 'uncertain')
    await deliverMessage(deps, message.id)
    await recoverMessages(db)
    const kept = await db
      .selectFrom('local_messages')
      .selectAll()
      .where('message_id', '=', message.id)
      .execute()
    t.equal(kept.length, 0)
  },
)

t.test(
  'a worker that wakes after its message was given up as uncertain has sent it once (F11)',
  async (t) => {
    const message = await askBy('asleep@courriel.example')
    const asleep: Deps = {
      ...deps,
      mailer: {
        send: async (email) => {
          await db
            .updateTable('messages')
            .set({ updated_at: new Date(Date.now() - 600_000) })
            .where('id', '=', message.id)
            .execute()
          await recoverMessages(db)
          await deliverMessage(deps, message.id)
          return deps.mailer.send(email)
        },
      },
    }
    await deliverMessage(asleep, message.id)
    t.equal((await read(message.id)).status, 'sent')
    t.equal(await problemOf(message.request_id), null)
  },
)

t.test('a provider that asks to try later is tried later, and given up after a day (F7)', async (t) => {
  const message = await askBy('later@courriel.example')
  await deliverMessage(failing(new TryLater('429', 120)), message.id)
  const postponed = await read(message.id)
  t.equal(postponed.status, 'queued')
  t.ok(postponed.next_try_at.getTime() > Date.now() + 100_000)
  t.ok((await jobsOf(message.id)).some((job) => job.run_at.getTime() > Date.now() + 100_000))
  await db
    .updateTable('messages')
    .set({ created_at: new Date(Date.now() - 24 * 3_600_000) })
    .where('id', '=', message.id)
    .execute()
  await deliverMessage(failing(new TryLater('429')), message.id)
  t.match(await read(message.id), { status: 'failed', failure_reason: 'expired' })
})

t.test('a message queued through an outage leaves once when the provider is back (F8)', async (t) => {
  const message = await askBy('outage@courriel.example')
  for (let tries = 0; tries < 5; tries += 1) await deliverMessage(failing(new TryLater('down')), message.id)
  await deliverMessage(deps, message.id)
  t.match(await read(message.id), { status: 'sent', tries: 6 })
})

t.test('a message refused for good has failed, with its reason, and the merchant is told', async (t) => {
  const message = await askBy('refused@courriel.example')
  await deliverMessage(failing(new RefusedByProvider('unknown_address', '406')), message.id)
  t.match(await read(message.id), { status: 'failed', failure_reason: 'unknown_address' })
  t.equal(await problemOf(message.request_id), 'failed')
  const notice = await db
    .selectFrom('messages')
    .selectAll()
    .where('request_id', '=', message.request_id)
    .where('purpose', '=', 'bounced_notice')
    .executeTakeFirst()
  t.match(notice, { recipient: 'contact@atelier.example', about_message_id: message.id })
})

t.test('nobody is asked for money they no longer owe', async (t) => {
  const message = await askBy('cancelled@courriel.example')
  await portal.post(`/paiements/${message.request_id}/annulation`, {})
  await deliverMessage(deps, message.id)
  t.match(await read(message.id), { status: 'failed', failure_reason: 'obsolete' })
  const notices = db.selectFrom('messages').select('id').where('about_message_id', '=', message.id)
  t.strictSame(await notices.execute(), [])
})

t.test(
  'a message whose process died on the way is uncertain; one still queued gets its job again',
  async (t) => {
    const cutOff = await askBy('cut-off@courriel.example')
    const overdue = await askBy('overdue@courriel.example')
    const earlier = new Date(Date.now() - 600_000)
    await db
      .updateTable('messages')
      .set({ status: 'sending', updated_at: earlier })
      .where('id', '=', cutOff.id)
      .execute()
    await db.updateTable('messages').set({ next_try_at: earlier }).where('id', '=', overdue.id).execute()
    const before = (await jobsOf(overdue.id)).length
    await recoverMessages(db)
    t.equal((await read(cutOff.id)).status, 'uncertain')
    t.equal((await jobsOf(overdue.id)).length, before + 1)
  },
)
