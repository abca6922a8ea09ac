/** One merchant has much to send, or may send no more: the others' messages leave on time. */
import { sql } from 'kysely'
import t from 'tap'
import type { Ask } from '../../src/domain/ask.ts'
import { newToken } from '../../src/domain/ids.ts'
import { limits } from '../../src/domain/limits.ts'
import { startJobs } from '../../src/jobs.ts'
import { countUse } from '../../src/limits/store.ts'
import { queueReminders } from '../../src/messages/remind.ts'
import { createRequest as create } from '../../src/requests/create.ts'
import { addMerchant, eventually, type Merchant, startWorld } from '../fixtures/app.ts'
import { createRequest, signIn } from '../fixtures/client.ts'
import { times } from '../fixtures/faults/race.ts'
import { insertPending } from '../fixtures/faults/requests.ts'
import { after3, daytime, setReminderRules } from '../fixtures/messages/reminders.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps

/** Requests by SMS, each to a number of its own, that are due to be reminded of since `age`. */
async function insertDue(merchant: Merchant, count: number, age: string): Promise<void> {
  await setReminderRules(db, merchant, after3)
  const ids = (await insertPending(world, merchant.id, count)).map(({ id }) => id)
  await sql`update payment_requests r
    set channel = 'sms', send_by = 'us', email = null, phone = '+3361' || lpad(n::text, 7, '0'), created_at = now() - ${age}::interval
    from unnest(${ids}::text[]) with ordinality as made (id, n) where r.id = made.id`.execute(db)
  await sql`insert into messages (id, request_id, purpose, channel, recipient, status)
    select 'msg_' || substr(id, 5), id, 'request', 'sms', phone, 'sent' from payment_requests where id = any(${ids})`.execute(
    db,
  )
}

async function countReminders(merchantId: string): Promise<number> {
  const reminders = db
    .selectFrom('messages as m')
    .innerJoin('payment_requests as r', 'r.id', 'm.request_id')
    .select('m.id')
    .where('r.merchant_id', '=', merchantId)
    .where('m.purpose', '=', 'reminder')
  return (await reminders.execute()).length
}

t.test('210 reminders of a merchant whose SMS are spent hold up nobody’s (F26)', async (t) => {
  const busy = await addMerchant(world)
  const others = [await addMerchant(world, 'Boutique B'), await addMerchant(world, 'Boutique C')]
  await insertDue(busy, 210, '5 days')
  for (const merchant of others) await insertDue(merchant, 5, '4 days')
  await countUse(db, limits.texts, busy.id)
  await db
    .updateTable('rate_counts')
    .set({ count: limits.texts.most })
    .where('key', 'like', 'texts:%')
    .execute()
  await queueReminders(db, daytime)
  for (const { id } of others) t.equal(await countReminders(id), 5)
  t.equal(await countReminders(busy.id), 0)
})

t.test('where all are due, merchants are reminded in turn (F26)', async (t) => {
  await db.deleteFrom('rate_counts').execute()
  await queueReminders(db, daytime)
  const busy = await addMerchant(world, 'Boutique D')
  const other = await addMerchant(world, 'Boutique E')
  await db.deleteFrom('rate_counts').execute()
  await insertDue(busy, 40, '5 days')
  await insertDue(other, 3, '4 days')
  await queueReminders(db, daytime)
  const { rows } = await sql<{ merchant_id: string }>`
    select merchant_id from messages m join payment_requests r on r.id = request_id
    where purpose = 'reminder' and merchant_id in (${busy.id}, ${other.id}) order by m.created_at, m.id limit 6`.execute(
    db,
  )
  t.equal(rows.filter(({ merchant_id }) => merchant_id === other.id).length, 3)
})

t.test('a file of 200 requests leaves behind the one that another merchant sends (F26)', async (t) => {
  await sql`select from graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`.execute(db)
  const busy = await addMerchant(world, 'Boutique F')
  const portal = await signIn(world, (await addMerchant(world, 'Boutique G')).email)
  for (const n of times(200)) {
    const ask: Ask = {
      amountCents: 24_900,
      channel: 'email',
      recipient: `fichier${n}@courriel.example`,
      message: null,
      sendBy: 'us',
      sendOn: null,
      language: 'fr',
      description: 'Facture',
      reference: null,
      expiresOn: '2027-01-15',
      idempotencyKey: newToken(),
    }
    await create(db, busy, ask, { isInBulk: true })
  }
  await createRequest(portal, { email: 'presse@courriel.example' })
  const sent: string[] = []
  const mailer = {
    send: async ({ to }: { to: string }) => {
      sent.push(to)
      return { ref: null }
    },
  }
  const jobs = await startJobs({ ...world.deps, mailer }, world.app.log)
  await eventually(async () => sent.length === 201, 60)
  await jobs.stop()
  t.ok(sent.indexOf('presse@courriel.example') < 8, 'it is among the first that the workers take')
})
