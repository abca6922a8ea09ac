import { type Kysely, sql } from 'kysely'
import t, { type Test } from 'tap'
import type { Database } from '../../src/db/schema.ts'
import { isPublicHoliday, isReminderTime } from '../../src/domain/calendar.ts'
import { limits } from '../../src/domain/limits.ts'
import { countUse } from '../../src/limits/store.ts'
import { replaceReminderRules } from '../../src/merchants/reminder-rules-store.ts'
import type { ReminderRule } from '../../src/merchants/settings-values.ts'
import { deliverMessage } from '../../src/messages/deliver.ts'
import { queueReminders } from '../../src/messages/remind.ts'
import { takeMessageReport } from '../../src/messages/report.ts'
import { addMerchant, startWorld, startWorldOn } from '../fixtures/app.ts'
import { type Client, createRequest, htmx, signIn } from '../fixtures/client.ts'
import { validateHtml } from '../fixtures/html-validate.ts'

/** A Tuesday, 11:00 in Paris. */
const daytime = new Date('2026-11-24T10:00:00Z')

t.test('a reminder may leave from 9:00 to 19:00 in Paris, whatever the season (L8)', async (t) => {
  const table: [instant: string, isTime: boolean, about: string][] = [
    ['2026-11-24T07:59:59Z', false, 'a Tuesday in winter, 8:59'],
    ['2026-11-24T08:00:00Z', true, '9:00'],
    ['2026-11-24T17:59:59Z', true, '18:59'],
    ['2026-11-24T18:00:00Z', false, '19:00'],
    ['2026-11-24T23:00:00Z', false, 'midnight'],
    ['2026-07-15T06:59:59Z', false, 'a Wednesday in summer, 8:59'],
    ['2026-07-15T07:00:00Z', true, '9:00'],
    ['2026-07-15T16:59:59Z', true, '18:59'],
    ['2026-07-15T17:00:00Z', false, '19:00'],
    ['2026-03-28T07:30:00Z', false, 'the Saturday before the clocks go forward, 8:30'],
    ['2026-03-28T08:30:00Z', true, '9:30'],
    ['2026-03-29T10:00:00Z', false, 'the Sunday when they do'],
    ['2026-03-30T07:30:00Z', true, 'the Monday after, 9:30'],
    ['2026-03-30T17:30:00Z', false, '19:30'],
    ['2026-10-24T07:30:00Z', true, 'the Saturday before they go back, 9:30'],
    ['2026-10-25T10:00:00Z', false, 'the Sunday when they do'],
    ['2026-10-26T07:30:00Z', false, 'the Monday after, 8:30'],
    ['2026-10-26T17:30:00Z', true, '18:30'],
    ['2026-11-21T22:30:00Z', false, 'a Saturday, 23:30'],
    ['2026-11-22T10:00:00Z', false, 'a Sunday'],
    ['2026-11-23T10:00:00Z', true, 'a Monday'],
    ['2026-11-11T10:00:00Z', false, 'the 11th of November'],
    ['2026-12-31T23:30:00Z', false, 'already the first of January in Paris'],
  ]
  for (const [instant, isTime, about] of table) t.equal(isReminderTime(new Date(instant)), isTime, about)
})

t.test('the eleven public holidays of France, of 2026 and of 2027', async (t) => {
  const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']
  // Easter Monday, Ascension, Whit Monday.
  const movable = { 2026: ['04-06', '05-14', '05-25'], 2027: ['03-29', '05-06', '05-17'] }
  for (const [year, days] of Object.entries(movable)) {
    const holidays = [...fixed, ...days].map((day) => `${year}-${day}`).sort()
    t.strictSame(daysOf(Number(year)).filter(isPublicHoliday), holidays)
  }
})

t.test('reminders', async (t) => {
  const world = await startWorld(t, { jobs: false })
  const other = await startWorldOn(t, world.deps.databaseUrl, { jobs: false })
  const { db } = world.deps
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)
  const after3: ReminderRule = { moment: 'after_sending', days: 3 }

  const setRules = (...rules: ReminderRule[]) =>
    db.transaction().execute((trx) => replaceReminderRules(trx, merchant.id, rules))
  t.beforeEach(async () => {
    await setRules(after3)
    // What earlier tests made is over.
    await db
      .updateTable('payment_requests')
      .set({ status: 'cancelled' })
      .where('status', '=', 'pending')
      .execute()
  })

  let made = 0
  /** Asked for and sent, `age` ago (PostgreSQL's words), as the jobs and a provider would have it. */
  async function sentRequest(age = '3 days 1 hour', fields = {}, client: Client = portal) {
    made += 1
    const id = await createRequest(client, { email: `client${made}@courriel.example`, ...fields })
    await deliverAll(id)
    await db
      .updateTable('payment_requests')
      .set({ created_at: sql`now() - ${age}::interval` })
      .where('id', '=', id)
      .execute()
    return id
  }

  async function deliverAll(id: string) {
    const queued = db.selectFrom('messages').select('id').where('request_id', '=', id)
    for (const message of await queued.where('status', '=', 'queued').execute())
      await deliverMessage(world.deps, message.id)
  }

  const remindersOf = (id: string) =>
    db
      .selectFrom('messages')
      .select(['reminder_rule', 'recipient', 'channel', 'status'])
      .where('request_id', '=', id)
      .where('purpose', '=', 'reminder')
      .orderBy('created_at')
      .execute()

  async function remindedBy(t: Test, id: string, rules: number[], about: string) {
    const reminders = await remindersOf(id)
    t.strictSame(
      reminders.map((reminder) => reminder.reminder_rule),
      rules,
      about,
    )
  }

  async function countMessages(): Promise<number> {
    const key = `${limits.messages.name}:%`
    const counts = await db.selectFrom('rate_counts').select('count').where('key', 'like', key).execute()
    return counts.reduce((total, { count }) => total + count, 0)
  }

  const agePast = (id: string, age: string) =>
    db
      .updateTable('messages')
      .set({ created_at: sql`created_at - ${age}::interval` })
      .where('request_id', '=', id)
      .execute()

  t.test('a request is reminded of once a rule has come due, where it was sent', async (t) => {
    const early = await sentRequest('2 days 23 hours')
    const due = await sentRequest('3 days 1 minute')
    const bySms = await sentRequest('3 days 1 hour', { channel: 'sms', phone: '06 12 34 56 78' })
    await queueReminders(db, daytime)
    await remindedBy(t, early, [], 'not yet')
    t.match(await remindersOf(due), [{ reminder_rule: 1, channel: 'email' }])
    t.match(await remindersOf(bySms), [{ reminder_rule: 1, channel: 'sms', recipient: '+33612345678' }])
  })

  t.test(
    'nothing leaves at night, on a Sunday or on a public holiday; it leaves the morning after',
    async (t) => {
      const id = await sentRequest()
      for (const instant of [
        '2026-11-24T07:30:00Z',
        '2026-11-24T18:30:00Z',
        '2026-11-22T10:00:00Z',
        '2026-04-06T10:00:00Z',
        '2027-05-06T10:00:00Z',
        '2026-12-25T10:00:00Z',
      ])
        await queueReminders(db, new Date(instant))
      await remindedBy(t, id, [], 'not then')
      await queueReminders(db, new Date('2026-12-26T08:00:00Z'))
      await remindedBy(t, id, [1], 'but then')
    },
  )

  t.test('a rule that counts back from the expiry is for its last days', async (t) => {
    await setRules({ moment: 'before_expiry', days: 2 })
    const id = await sentRequest('5 days')
    const setExpiry = (days: number) =>
      db
        .updateTable('payment_requests')
        .set({ expires_on: sql`(now() at time zone 'Europe/Paris')::date + ${days}::integer` })
        .where('id', '=', id)
        .execute()
    await setExpiry(2)
    await queueReminders(db, daytime)
    await remindedBy(t, id, [], 'more than two days are left')
    await setExpiry(1)
    await queueReminders(db, daytime)
    await remindedBy(t, id, [1], 'the last two days')
  })

  t.test('each rule reminds once, and two never within twenty hours', async (t) => {
    await setRules({ moment: 'after_sending', days: 2 }, after3)
    const id = await sentRequest('3 days 1 hour')
    for (let times = 0; times < 3; times += 1) await queueReminders(db, daytime)
    await remindedBy(t, id, [1], 'the one that came due first, alone')
    await deliverAll(id)
    await agePast(id, '19 hours 30 minutes')
    await queueReminders(db, daytime)
    await remindedBy(t, id, [1], 'not yet')
    await agePast(id, '1 hour')
    await queueReminders(db, daytime)
    await remindedBy(t, id, [1, 2], 'the other rule')
    await agePast(id, '21 hours')
    await queueReminders(db, daytime)
    await remindedBy(t, id, [1, 2], 'and no more')
  })

  t.test('a rule made today does not dig up what came due long ago', async (t) => {
    const id = await sentRequest('20 days')
    await queueReminders(db, daytime)
    await remindedBy(t, id, [], 'due seventeen days ago')
  })

  t.test('nobody is reminded who was not reached, or has nothing to pay', async (t) => {
    const set = (id: string, values: object) =>
      db.updateTable('payment_requests').set(values).where('id', '=', id).execute()
    const cases: Record<string, (id: string) => Promise<unknown>> = {
      paid: (id) => set(id, { status: 'paid', paid_at: sql`now()` }),
      cancelled: (id) => portal.post(`/paiements/${id}/annulation`, {}),
      expired: (id) => set(id, { status: 'expired' }),
      'past its date, not swept yet': (id) =>
        set(id, { expires_on: sql`(now() at time zone 'Europe/Paris')::date - 1` }),
      bounced: (id) => report(id, 'bounced'),
      failed: (id) => report(id, 'failed'),
      stopped: (id) => portal.post(`/paiements/${id}/arret-des-rappels`, {}),
      'never sent': (id) =>
        db.updateTable('messages').set({ status: 'queued' }).where('request_id', '=', id).execute(),
    }
    const ids = new Map<string, string>()
    for (const [name, change] of Object.entries(cases)) {
      const id = await sentRequest()
      ids.set(name, id)
      await change(id)
    }
    const control = await sentRequest()
    await queueReminders(db, daytime)
    for (const [name, id] of ids) await remindedBy(t, id, [], name)
    await remindedBy(t, control, [1], 'the same, unchanged')
  })

  async function report(id: string, fate: 'bounced' | 'failed') {
    const { id: messageId } = await db
      .selectFrom('messages')
      .select('id')
      .where('request_id', '=', id)
      .executeTakeFirstOrThrow()
    const about = { provider: 'postmark', ref: undefined, reason: 'mailbox_full', suppresses: false } as const
    await takeMessageReport(db, { ...about, fate, messageId, eventId: `${fate}-${id}` })
  }

  t.test('a request sent by the merchant’s own mail client is the merchant’s to remind of', async (t) => {
    const id = await sentRequest('3 days 1 hour', { own_mail: 'on' })
    await queueReminders(db, daytime)
    await remindedBy(t, id, [], 'nothing was sent by us')
  })

  t.test('the rules of one merchant remind nobody else’s customers', async (t) => {
    const rival = await signIn(world, (await addMerchant(world)).email)
    const id = await sentRequest('3 days 1 hour', {}, rival)
    await queueReminders(db, daytime)
    await remindedBy(t, id, [], 'no rule of theirs')
  })

  t.test('two processes at once queue one reminder, and count it once (P10)', async (t) => {
    await setRules(after3, { moment: 'after_sending', days: 2 })
    const ids = []
    for (let n = 0; n < 5; n += 1) ids.push(await sentRequest())
    await db.deleteFrom('rate_counts').execute()
    const processes: Kysely<Database>[] = [db, other.deps.db, db, other.deps.db]
    await Promise.all(processes.map((process) => queueReminders(process, daytime)))
    for (const id of ids) t.equal((await remindersOf(id)).length, 1)
    t.equal(await countMessages(), ids.length)
  })

  t.test('beyond the hourly limit a reminder waits, and what waits does not count (S60)', async (t) => {
    const email = 'tres.relance@courriel.example'
    await db.deleteFrom('rate_counts').execute()
    const id = await sentRequest('3 days 1 hour', { email })
    for (let times = 0; times < 4; times += 1) await countUse(db, limits.messages, email)
    for (let times = 0; times < 3; times += 1) await queueReminders(db, daytime)
    await remindedBy(t, id, [], 'it waits')
    t.equal(await countMessages(), 5)
    await db.deleteFrom('rate_counts').execute()
    await queueReminders(db, daytime)
    await remindedBy(t, id, [1], 'an hour later')
  })

  t.test('a reminder is seen in the history of its request', async (t) => {
    const id = await sentRequest()
    await queueReminders(db, daytime)
    await deliverAll(id)
    const { body } = await portal.get(`/paiements/${id}`)
    t.match(body, '<strong>Rappel envoyé</strong>')
    t.match((await portal.get('/messages-locaux')).body, 'Pour mémoire, Atelier Lumière')
  })

  t.test('the merchant stops the reminders of one request, once, JavaScript or not', async (t) => {
    for (const headers of [{}, htmx]) {
      const id = await sentRequest()
      const before = (await portal.get(`/paiements/${id}`)).body
      t.match(before, new RegExp(`action="/paiements/${id}/arret-des-rappels"`))
      const answer = await portal.post(`/paiements/${id}/arret-des-rappels`, {}, { headers })
      t.equal(answer.statusCode, headers === htmx ? 200 : 303)
      const { body } = headers === htmx ? answer : await portal.get(`/paiements/${id}`)
      t.match(body, 'Les rappels de cette demande sont arrêtés.')
      t.match(body, '<strong>Rappels arrêtés</strong>')
      t.notMatch(body, 'arret-des-rappels')
      if (headers !== htmx) await validateHtml(t, body)
      await portal.post(`/paiements/${id}/arret-des-rappels`, {})
      const stops = db.selectFrom('request_events').select('id').where('request_id', '=', id)
      t.equal((await stops.where('kind', '=', 'reminders_stopped').execute()).length, 1)
    }
  })

  t.test('without a rule there is nothing to stop', async (t) => {
    await setRules()
    t.notMatch((await portal.get(`/paiements/${await sentRequest()}`)).body, 'arret-des-rappels')
  })

  t.test('a stranger cannot stop them (S16)', async (t) => {
    const id = await sentRequest()
    const stranger = await signIn(world, (await addMerchant(world)).email)
    t.equal((await stranger.post(`/paiements/${id}/arret-des-rappels`, {})).statusCode, 404)
    await queueReminders(db, daytime)
    await remindedBy(t, id, [1], 'still reminded')
  })
})

function daysOf(year: number): string[] {
  const first = Date.UTC(year, 0, 1)
  const all = Array.from({ length: 366 }, (_, n) =>
    new Date(first + n * 86_400_000).toISOString().slice(0, 10),
  )
  return all.filter((day) => day.startsWith(String(year)))
}
