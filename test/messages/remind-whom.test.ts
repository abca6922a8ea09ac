import { type Kysely, sql } from 'kysely'
import t from 'tap'
import type { Database } from '../../src/db/schema.ts'
import { inMode, limits } from '../../src/domain/limits.ts'
import { countUse } from '../../src/limits/store.ts'
import { queueReminders } from '../../src/messages/remind.ts'
import { addMerchant, startWorld, startWorldOn } from '../fixtures/app.ts'
import { signIn } from '../fixtures/client.ts'
import {
  after3,
  daytime,
  remindedBy,
  remindersOf,
  reportMessage,
  sentRequest,
  setReminderRules,
  startAfresh,
} from '../fixtures/messages/reminders.ts'

const world = await startWorld(t, { jobs: false })
const other = await startWorldOn(t, world.deps.databaseUrl, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)

t.beforeEach(() => startAfresh(db, merchant))

async function countMessages(): Promise<number> {
  const key = `${limits.messages.name}-in-test:%`
  const counts = await db.selectFrom('rate_counts').select('count').where('key', 'like', key).execute()
  return counts.reduce((total, { count }) => total + count, 0)
}

t.test('nobody is reminded who was not reached, or has nothing to pay', async (t) => {
  const set = (id: string, values: object) =>
    db.updateTable('payment_requests').set(values).where('id', '=', id).execute()
  const cases: Record<string, (id: string) => Promise<unknown>> = {
    paid: (id) => set(id, { status: 'paid', paid_at: sql`now()` }),
    cancelled: (id) => portal.post(`/paiements/${id}/annulation`, {}),
    expired: (id) => set(id, { status: 'expired' }),
    'past its date, not swept yet': (id) =>
      set(id, { expires_on: sql`(now() at time zone 'Europe/Paris')::date - 1` }),
    bounced: (id) => reportMessage(db, id, 'bounced'),
    failed: (id) => reportMessage(db, id, 'failed'),
    stopped: (id) => portal.post(`/paiements/${id}/arret-des-rappels`, {}),
    'never sent': (id) =>
      db.updateTable('messages').set({ status: 'queued' }).where('request_id', '=', id).execute(),
  }
  const ids = new Map<string, string>()
  for (const [name, change] of Object.entries(cases)) {
    const id = await sentRequest(world, portal)
    ids.set(name, id)
    await change(id)
  }
  const control = await sentRequest(world, portal)
  await queueReminders(db, daytime)
  for (const [name, id] of ids) await remindedBy(db, t, id, [], name)
  await remindedBy(db, t, control, [1], 'the same, unchanged')
})

t.test('a request sent by the merchant’s own mail client is the merchant’s to remind of', async (t) => {
  const id = await sentRequest(world, portal, '3 days 1 hour', { own_mail: 'on' })
  await queueReminders(db, daytime)
  await remindedBy(db, t, id, [], 'nothing was sent by us')
})

t.test('the rules of one merchant remind nobody else’s customers', async (t) => {
  const rival = await signIn(world, (await addMerchant(world)).email)
  const id = await sentRequest(world, portal, '3 days 1 hour', {}, rival)
  await queueReminders(db, daytime)
  await remindedBy(db, t, id, [], 'no rule of theirs')
})

t.test('two processes at once queue one reminder, and count it once (P10)', async (t) => {
  await setReminderRules(db, merchant, after3, { moment: 'after_sending', days: 2 })
  const ids = []
  for (let n = 0; n < 5; n += 1) ids.push(await sentRequest(world, portal))
  await db.deleteFrom('rate_counts').execute()
  const processes: Kysely<Database>[] = [db, other.deps.db, db, other.deps.db]
  await Promise.all(processes.map((process) => queueReminders(process, daytime)))
  for (const id of ids) t.equal((await remindersOf(db, id)).length, 1)
  t.equal(await countMessages(), ids.length)
})

t.test('beyond the hourly limit a reminder waits, and what waits does not count (S60)', async (t) => {
  const email = 'tres.relance@courriel.example'
  await db.deleteFrom('rate_counts').execute()
  const id = await sentRequest(world, portal, '3 days 1 hour', { email })
  for (let times = 0; times < 4; times += 1)
    await countUse(db, inMode(limits.messages, 'test'), `${merchant.id} ${email}`)
  for (let times = 0; times < 3; times += 1) await queueReminders(db, daytime)
  await remindedBy(db, t, id, [], 'it waits')
  t.equal(await countMessages(), 5)
  await db.deleteFrom('rate_counts').execute()
  await queueReminders(db, daytime)
  await remindedBy(db, t, id, [1], 'an hour later')
})
