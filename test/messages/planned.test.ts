/** A request that is sent on a later day: its message leaves then, once, whatever happens meanwhile. */
import { sql } from 'kysely'
import t from 'tap'
import { secondsToReminderTime, sendingTime } from '../../src/domain/calendar.ts'
import { TryLater } from '../../src/domain/message-failures.ts'
import { deliverMessage } from '../../src/messages/deliver.ts'
import { recoverMessages } from '../../src/messages/reconcile.ts'
import { queueReminders } from '../../src/messages/remind.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { signIn } from '../fixtures/client.ts'
import { deliverPaused, failing, jobsOf, readMessage } from '../fixtures/messages/delivering.ts'
import { askedFor, bringDay, inDays, takenOf } from '../fixtures/messages/planned.ts'
import { after3, daytime, remindersOf, setReminderRules } from '../fixtures/messages/reminders.ts'

const world = await startWorld(t, { jobs: false })
const { deps } = world
const { db } = deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.test('nothing leaves before its day, and its job waits for 9:00 where the customer is (L8)', async (t) => {
  for (const fields of [{}, { channel: 'sms', phone: '+687 75 12 34' }]) {
    const { message } = await askedFor(world, portal, 20, fields)
    const due = sendingTime(inDays(20), 'phone' in fields ? 'NC' : 'FR')
    t.same(message.send_at, due)
    t.same(message.next_try_at, due)
    t.strictSame(
      (await jobsOf(db, message.id)).map(({ run_at }) => run_at),
      [due],
    )
    await deliverMessage(deps, message.id)
    await recoverMessages(db)
    t.match(await readMessage(db, message.id), { status: 'queued', tries: 0 })
  }
})

t.test('on its day it leaves once, though its job was lost and came back twice (F9)', async (t) => {
  const { id, message } = await askedFor(world, portal, 20)
  await sql`select from graphile_worker.complete_jobs(array(
    select id from graphile_worker._private_jobs where payload ->> 'messageId' = ${message.id}))`.execute(db)
  await bringDay(db, id, '3 minutes')
  await recoverMessages(db)
  await recoverMessages(db)
  t.equal((await jobsOf(db, message.id)).length, 1)
  await Promise.all([deliverMessage(deps, message.id), deliverMessage(deps, message.id)])
  t.equal((await readMessage(db, message.id)).status, 'sent')
  t.equal((await takenOf(db, id)).length, 1)
})

t.test('the day of trying to send it is counted from its hour, not from its creation (F7)', async (t) => {
  const { id, message } = await askedFor(world, portal, 20)
  await sql`update messages set created_at = now() - interval '20 days' where id = ${message.id}`.execute(db)
  await bringDay(db, id, '1 minute')
  await deliverMessage(failing(deps, new TryLater('429')), message.id)
  t.match(await readMessage(db, message.id), { status: 'queued', tries: 1 })
})

t.test('what was held up into the night waits for the morning', async (t) => {
  // It is never daytime in all three places.
  const numbers = { FR: '06 12 34 56 78', NC: '+687 75 12 34', PF: '+689 87 12 34 56' } as const
  const places = Object.keys(numbers) as (keyof typeof numbers)[]
  const asleep = places.find((place) => secondsToReminderTime(new Date(), place) > 0)!
  const { id, message } = await askedFor(world, portal, 20, { channel: 'sms', phone: numbers[asleep] })
  await bringDay(db, id, '1 hour')
  await deliverMessage(deps, message.id)
  const due = Date.now() + 1000 * secondsToReminderTime(new Date(), asleep)
  const waiting = await readMessage(db, message.id)
  t.equal(waiting.status, 'queued')
  t.ok(Math.abs(waiting.next_try_at.getTime() - due) < 60_000)
})

t.test('what was cancelled or paid meanwhile is not asked for', async (t) => {
  for (const path of ['annulation', 'reglement-autrement']) {
    const { id, message } = await askedFor(world, portal, 20)
    t.equal((await portal.post(`/paiements/${id}/${path}`, {})).statusCode, 303)
    await bringDay(db, id, '1 minute')
    await deliverMessage(deps, message.id)
    t.match(await readMessage(db, message.id), { status: 'failed', failure_reason: 'obsolete' })
    t.strictSame(await takenOf(db, id), [])
  }
})

t.test('reminders are counted from the sending', async (t) => {
  await setReminderRules(db, merchant, after3)
  const { id, message } = await askedFor(world, portal, 20)
  await sql`update payment_requests set created_at = now() - interval '3 days 1 hour' where id = ${id}`.execute(
    db,
  )
  await queueReminders(db, daytime)
  t.strictSame(await remindersOf(db, id), [], 'while it waits')
  await bringDay(db, id, '5 minutes')
  await deliverMessage(deps, message.id)
  await queueReminders(db, daytime)
  t.strictSame(await remindersOf(db, id), [], 'on its day')
  await bringDay(db, id, '3 days 1 hour')
  await queueReminders(db, daytime)
  t.match(await remindersOf(db, id), [{ reminder_rule: 1, status: 'queued' }], 'three days later')
})

t.test(
  'many that were planned for one morning leave within the hourly limit of their recipient',
  async (t) => {
    const to = { email: 'beaucoup@courriel.example' }
    const planned: Awaited<ReturnType<typeof askedFor>>[] = []
    for (let count = 0; count < 6; count += 1) {
      planned.push(await askedFor(world, portal, 20, to))
      // As if an hour had passed.
      await sql`delete from rate_counts`.execute(db)
    }
    for (const { id, message } of planned) {
      await bringDay(db, id, '1 minute')
      await deliverMessage(deps, message.id)
    }
    const statuses = await Promise.all(
      planned.map(async ({ message }) => (await readMessage(db, message.id)).status),
    )
    t.strictSame(statuses, ['sent', 'sent', 'sent', 'sent', 'sent', 'queued'])
    await sql`delete from rate_counts`.execute(db)
    const last = planned.at(-1)!
    await sql`update messages set next_try_at = now() where id = ${last.message.id}`.execute(db)
    await deliverMessage(deps, last.message.id)
    t.equal((await takenOf(db, last.id)).length, secondsToReminderTime(new Date(), 'FR') > 0 ? 0 : 1)
  },
)

t.test('what has surely not left gives back what it counted for', async (t) => {
  const tries = [
    (id: string) => deliverMessage(failing(deps, new TryLater('503')), id),
    (id: string) => deliverPaused(t, deps, id),
  ]
  for (const deliver of tries) {
    const { id, message } = await askedFor(world, portal, 20)
    await sql`delete from rate_counts`.execute(db)
    await bringDay(db, id, '1 minute')
    await deliver(message.id)
    t.equal((await readMessage(db, message.id)).status, 'queued')
    const counted = await db.selectFrom('rate_counts').select('count').execute()
    t.strictSame(counted, [{ count: 0 }, { count: 0 }])
  }
})
