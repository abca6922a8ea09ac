import t from 'tap'
import type { Deps } from '../../src/deps.ts'
import { deliverMessage } from '../../src/messages/deliver.ts'
import { recoverMessages } from '../../src/messages/reconcile.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { signIn } from '../fixtures/client.ts'
import { askByEmail, failing, jobsOf, problemOf, readMessage } from '../fixtures/messages/delivering.ts'

const world = await startWorld(t, { jobs: false })
const { deps } = world
const { db } = deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.test('a message is sent once however many workers take its job (S56)', async (t) => {
  const message = await askByEmail(db, portal, 'once@courriel.example')
  await Promise.all(Array.from({ length: 20 }, () => deliverMessage(deps, message.id)))
  const kept = await db
    .selectFrom('local_messages')
    .selectAll()
    .where('message_id', '=', message.id)
    .execute()
  t.equal(kept.length, 1)
  t.equal((await readMessage(db, message.id)).status, 'sent')
})

t.test(
  'an answer lost after the message was written makes it uncertain, and it is never sent again (S56)',
  async (t) => {
    const message = await askByEmail(db, portal, 'lost@courriel.example')
    await t.rejects(deliverMessage(failing(deps, new Error('socket hang up')), message.id))
    t.equal((await readMessage(db, message.id)).status, 'uncertain')
    t.equal(await problemOf(db, message.request_id), 'uncertain')
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
    const message = await askByEmail(db, portal, 'asleep@courriel.example')
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
    t.equal((await readMessage(db, message.id)).status, 'sent')
    t.equal(await problemOf(db, message.request_id), null)
  },
)

t.test('nobody is asked for money they no longer owe', async (t) => {
  const message = await askByEmail(db, portal, 'cancelled@courriel.example')
  await portal.post(`/paiements/${message.request_id}/annulation`, {})
  await deliverMessage(deps, message.id)
  t.match(await readMessage(db, message.id), { status: 'failed', failure_reason: 'obsolete' })
  const notices = db.selectFrom('messages').select('id').where('about_message_id', '=', message.id)
  t.strictSame(await notices.execute(), [])
})

t.test(
  'a message whose process died on the way is uncertain; one still queued gets its job again',
  async (t) => {
    const cutOff = await askByEmail(db, portal, 'cut-off@courriel.example')
    const overdue = await askByEmail(db, portal, 'overdue@courriel.example')
    const earlier = new Date(Date.now() - 600_000)
    await db
      .updateTable('messages')
      .set({ status: 'sending', handed_at: earlier, updated_at: earlier })
      .where('id', '=', cutOff.id)
      .execute()
    await db.updateTable('messages').set({ next_try_at: earlier }).where('id', '=', overdue.id).execute()
    const before = (await jobsOf(db, overdue.id)).length
    await recoverMessages(db)
    t.equal((await readMessage(db, cutOff.id)).status, 'uncertain')
    t.equal((await jobsOf(db, overdue.id)).length, before + 1)
  },
)
