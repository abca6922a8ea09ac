import { sql } from 'kysely'
import t from 'tap'
import { queueReminders } from '../../src/messages/remind.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { signIn } from '../fixtures/client.ts'
import {
  after3,
  daytime,
  deliverAll,
  remindedBy,
  remindersOf,
  sentRequest,
  setReminderRules,
  startAfresh,
} from '../fixtures/messages/reminders.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.beforeEach(() => startAfresh(db, merchant))

const agePast = (id: string, age: string) =>
  db
    .updateTable('messages')
    .set({ created_at: sql`created_at - ${age}::interval` })
    .where('request_id', '=', id)
    .execute()

t.test('a request is reminded of once a rule has come due, where it was sent', async (t) => {
  const early = await sentRequest(world, portal, '2 days 23 hours')
  const due = await sentRequest(world, portal, '3 days 1 minute')
  const bySms = await sentRequest(world, portal, '3 days 1 hour', { channel: 'sms', phone: '06 12 34 56 78' })
  await queueReminders(db, daytime)
  await remindedBy(db, t, early, [], 'not yet')
  t.match(await remindersOf(db, due), [{ reminder_rule: 1, channel: 'email' }])
  t.match(await remindersOf(db, bySms), [{ reminder_rule: 1, channel: 'sms', recipient: '+33612345678' }])
})

t.test(
  'nothing leaves at night, on a Sunday or on a public holiday; it leaves the morning after',
  async (t) => {
    const id = await sentRequest(world, portal)
    for (const instant of [
      '2026-11-24T07:30:00Z',
      '2026-11-24T18:30:00Z',
      '2026-11-22T10:00:00Z',
      '2026-04-06T10:00:00Z',
      '2027-05-06T10:00:00Z',
      '2026-12-25T10:00:00Z',
    ])
      await queueReminders(db, new Date(instant))
    await remindedBy(db, t, id, [], 'not then')
    await queueReminders(db, new Date('2026-12-26T08:00:00Z'))
    await remindedBy(db, t, id, [1], 'but then')
  },
)

t.test('a number overseas is reminded by its own clocks, whatever the time in Paris', async (t) => {
  const ofNoumea = { channel: 'sms', phone: '+687 75 12 34' }
  const ofReunion = { channel: 'sms', phone: '0692 12 34 56' }
  const noumea = await sentRequest(world, portal, '3 days 1 hour', ofNoumea)
  const reunion = await sentRequest(world, portal, '3 days 1 hour', ofReunion)
  await queueReminders(db, new Date('2026-11-24T15:30:00Z'))
  await remindedBy(db, t, noumea, [], '2:30 in Nouméa, 16:30 in Paris')
  await remindedBy(db, t, reunion, [], '19:30 in Saint-Denis')
  await queueReminders(db, new Date('2026-11-24T22:30:00Z'))
  await remindedBy(db, t, noumea, [1], '9:30 in Nouméa, 23:30 in Paris')
  await queueReminders(db, new Date('2026-11-25T05:30:00Z'))
  await remindedBy(db, t, reunion, [1], '9:30 in Saint-Denis, 6:30 in Paris')
})

t.test('a rule that counts back from the expiry is for its last days', async (t) => {
  await setReminderRules(db, merchant, { moment: 'before_expiry', days: 2 })
  const id = await sentRequest(world, portal, '5 days')
  const setExpiry = (days: number) =>
    db
      .updateTable('payment_requests')
      .set({ expires_on: sql`(now() at time zone 'Europe/Paris')::date + ${days}::integer` })
      .where('id', '=', id)
      .execute()
  await setExpiry(2)
  await queueReminders(db, daytime)
  await remindedBy(db, t, id, [], 'more than two days are left')
  await setExpiry(1)
  await queueReminders(db, daytime)
  await remindedBy(db, t, id, [1], 'the last two days')
})

t.test('each rule reminds once, and two never within twenty hours', async (t) => {
  await setReminderRules(db, merchant, { moment: 'after_sending', days: 2 }, after3)
  const id = await sentRequest(world, portal, '3 days 1 hour')
  for (let times = 0; times < 3; times += 1) await queueReminders(db, daytime)
  await remindedBy(db, t, id, [1], 'the one that came due first, alone')
  await deliverAll(world, id)
  await agePast(id, '19 hours 30 minutes')
  await queueReminders(db, daytime)
  await remindedBy(db, t, id, [1], 'not yet')
  await agePast(id, '1 hour')
  await queueReminders(db, daytime)
  await remindedBy(db, t, id, [1, 2], 'the other rule')
  await agePast(id, '21 hours')
  await queueReminders(db, daytime)
  await remindedBy(db, t, id, [1, 2], 'and no more')
})

t.test('a rule made today does not dig up what came due long ago', async (t) => {
  const id = await sentRequest(world, portal, '20 days')
  await queueReminders(db, daytime)
  await remindedBy(db, t, id, [], 'due seventeen days ago')
})
