/** Messages that a provider does not take at once: they are tried again, or fail. */

import t from 'tap'
import { RefusedByProvider, TryLater } from '../../src/domain/message-failures.ts'
import { deliverMessage } from '../../src/messages/deliver.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { signIn } from '../fixtures/client.ts'
import { askByEmail, failing, jobsOf, problemOf, readMessage } from '../fixtures/messages/delivering.ts'

const world = await startWorld(t, { jobs: false })
const { deps } = world
const { db } = deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.test('a provider that asks to try later is tried later, and given up after a day (F7)', async (t) => {
  const message = await askByEmail(db, portal, 'later@courriel.example')
  await deliverMessage(failing(deps, new TryLater('429', 120)), message.id)
  const postponed = await readMessage(db, message.id)
  t.equal(postponed.status, 'queued')
  t.ok(postponed.next_try_at.getTime() > Date.now() + 100_000)
  t.ok((await jobsOf(db, message.id)).some((job) => job.run_at.getTime() > Date.now() + 100_000))
  await db
    .updateTable('messages')
    .set({ created_at: new Date(Date.now() - 24 * 3_600_000) })
    .where('id', '=', message.id)
    .execute()
  await deliverMessage(failing(deps, new TryLater('429')), message.id)
  t.match(await readMessage(db, message.id), { status: 'failed', failure_reason: 'expired' })
})

t.test('a message queued through an outage leaves once when the provider is back (F8)', async (t) => {
  const message = await askByEmail(db, portal, 'outage@courriel.example')
  for (let tries = 0; tries < 5; tries += 1)
    await deliverMessage(failing(deps, new TryLater('down')), message.id)
  await deliverMessage(deps, message.id)
  t.match(await readMessage(db, message.id), { status: 'sent', tries: 6 })
})

t.test('a message refused for good has failed, with its reason, and the merchant is told', async (t) => {
  const message = await askByEmail(db, portal, 'refused@courriel.example')
  await deliverMessage(failing(deps, new RefusedByProvider('unknown_address', '406')), message.id)
  t.match(await readMessage(db, message.id), { status: 'failed', failure_reason: 'unknown_address' })
  t.equal(await problemOf(db, message.request_id), 'failed')
  const notice = await db
    .selectFrom('messages')
    .selectAll()
    .where('request_id', '=', message.request_id)
    .where('purpose', '=', 'bounced_notice')
    .executeTakeFirst()
  t.match(notice, { recipient: 'contact@atelier.example', about_message_id: message.id })
})
