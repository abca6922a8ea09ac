/** Reminders that were held up after they were queued: they are looked at again just before they leave. */
import t from 'tap'
import { secondsToReminderTime } from '../../src/domain/calendar.ts'
import { TryLater } from '../../src/domain/message-failures.ts'
import { countryOf } from '../../src/domain/phone.ts'
import { deliverMessage } from '../../src/messages/deliver.ts'
import { queueReminders } from '../../src/messages/remind.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { signIn } from '../fixtures/client.ts'
import { jobsOf, problemOf, readMessage } from '../fixtures/messages/delivering.ts'
import { daytime, sentRequest, startAfresh } from '../fixtures/messages/reminders.ts'

const world = await startWorld(t, { jobs: false })
const { deps } = world
const { db } = deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.beforeEach(() => startAfresh(db, merchant))

/** It is never daytime in all three places. */
const numbers = ['+33612345678', '+687751234', '+68987123456']
const secondsThere = (number: string) => secondsToReminderTime(new Date(), countryOf(number))
const asleep = numbers.find((number) => secondsThere(number) > 0)!

async function queuedReminder(id: string): Promise<string> {
  await queueReminders(db, daytime)
  await queueReminders(db, new Date('2026-11-24T22:30:00Z'))
  const reminders = db.selectFrom('messages').select('id').where('purpose', '=', 'reminder')
  return (await reminders.where('request_id', '=', id).executeTakeFirstOrThrow()).id
}

t.test('a reminder that is held up into the night waits for the morning where the customer is', async (t) => {
  const id = await sentRequest(world, portal, '3 days 1 hour', { channel: 'sms', phone: asleep })
  const reminder = await queuedReminder(id)
  const texter = { send: () => Promise.reject(new TryLater('429')) }
  await deliverMessage({ ...deps, texter }, reminder)
  t.match(await readMessage(db, reminder), { status: 'queued', tries: 1 })
  await deliverMessage(deps, reminder)
  const waiting = await readMessage(db, reminder)
  t.equal(waiting.status, 'queued')
  const due = Date.now() + 1000 * secondsThere(asleep)
  t.ok(Math.abs(waiting.next_try_at.getTime() - due) < 60_000)
  t.ok((await jobsOf(db, reminder)).some(({ run_at }) => Math.abs(run_at.getTime() - due) < 60_000))
})

t.test('a reminder that waited too long in the queue is looked at too', async (t) => {
  const id = await sentRequest(world, portal, '3 days 1 hour', { channel: 'sms', phone: asleep })
  const reminder = await queuedReminder(id)
  const anHourAgo = new Date(Date.now() - 3_600_000)
  await db.updateTable('messages').set({ created_at: anHourAgo }).where('id', '=', reminder).execute()
  await deliverMessage(deps, reminder)
  t.equal((await readMessage(db, reminder)).status, 'queued')
})

t.test('a reminder that nobody wants any more does not leave, and worries nobody', async (t) => {
  const meanwhile: Record<string, (id: string) => Promise<unknown>> = {
    'reminders were stopped': (id) => portal.post(`/paiements/${id}/arret-des-rappels`, {}),
    'the address was corrected': (id) =>
      portal.post(`/paiements/${id}/envois`, { channel: 'email', email: `juste-${id}@courriel.example` }),
    'it was cancelled': (id) => portal.post(`/paiements/${id}/annulation`, {}),
  }
  for (const [name, change] of Object.entries(meanwhile)) {
    const id = await sentRequest(world, portal)
    const reminder = await queuedReminder(id)
    await change(id)
    await deliverMessage(deps, reminder)
    t.match(await readMessage(db, reminder), { status: 'failed', failure_reason: 'obsolete' }, name)
    t.equal(await problemOf(db, id), null, name)
  }
})
