import { sql } from 'kysely'
import t from 'tap'
import { demo } from '../../src/dev/demo.ts'
import { seedDemo } from '../../src/dev/seed.ts'
import { stories } from '../../src/dev/stories.ts'
import { labelOf } from '../../src/domain/request-lifecycle.ts'
import { listEvents } from '../../src/requests/history-store.ts'
import { startWorld } from '../fixtures/app.ts'
import { distinct, listAll } from '../fixtures/seeded.ts'

const { deps } = await startWorld(t, { jobs: false })
const { auth, db } = deps

await seedDemo(deps)

const { user } = await auth.api.signInEmail({ body: demo })

const merchant = await db
  .selectFrom('memberships')
  .innerJoin('merchants as m', 'm.id', 'memberships.merchant_id')
  .select(['m.id', 'm.trade_name', 'm.sms_sender'])
  .where('memberships.user_id', '=', user.id)
  .executeTakeFirstOrThrow()

const requests = await listAll(db, merchant)

t.test('The demo account signs in and finds some forty requests of Atelier Lumière', async (t) => {
  t.match(merchant, { trade_name: 'Atelier Lumière', sms_sender: 'ATELIER' })
  t.equal(requests.length, stories.length)
  t.ok(requests.length >= 40)
})

t.test('Seeding again changes nothing', async (t) => {
  await seedDemo(deps)
  t.strictSame(await listAll(db, merchant), requests)
  t.equal((await db.selectFrom('users').select('id').execute()).length, 3)
})

t.test('Two more people work there, in history too; nobody can sign in as them', async (t) => {
  const people = await db
    .selectFrom('memberships as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .leftJoin('accounts as a', 'a.user_id', 'u.id')
    .select(['u.name', 's.role', 'a.password'])
    .orderBy('s.created_at')
    .execute()
  t.strictSame(
    people.map(({ name, role, password }) => [name, role, password !== null]),
    [
      ['Camille Aubert', 'owner', true],
      ['Inès Morel', 'manager', false],
      ['Théo Lambert', 'member', false],
    ],
  )
  const events = await Promise.all(requests.map(({ id }) => listEvents(db, merchant.id, id, { most: 1000 })))
  const authors = (kind: string) =>
    distinct(events.flat().flatMap((event) => (event.kind === kind ? [event.author!] : [])))
  t.strictSame(authors('created'), ['Camille Aubert', 'Inès Morel', 'Théo Lambert'])
  t.strictSame(authors('cancelled'), ['Camille Aubert'])
})

t.test('Every label, every way of sending and every language occurs', async (t) => {
  t.strictSame(distinct(requests.map(labelOf)), [
    'cancelled',
    'dispute_lost',
    'disputed',
    'expired',
    'paid',
    'paid_after_cancelled',
    'paid_after_expired',
    'partially_refunded',
    'pending',
    'refunded',
    'settled_otherwise',
  ])
  const ways = requests.map(({ channel, send_by }) => (send_by === 'own_mail' ? 'own mail' : channel))
  t.strictSame(distinct(ways), ['email', 'own mail', 'sms'])
  t.strictSame(distinct(requests.map(({ language }) => language)), ['de', 'en', 'es', 'fr', 'it', 'nl'])
})

t.test('Some are sent in the coming days, each with its message that waits', async (t) => {
  const planned = requests.filter(({ planned_for }) => planned_for)
  t.ok(planned.length >= 4)
  const waiting = await db
    .selectFrom('messages')
    .select(['request_id', 'send_at'])
    .where('status', '=', 'queued')
    .execute()
  t.strictSame(
    distinct(waiting.map(({ request_id, send_at }) => `${request_id} ${send_at!.toISOString()}`)),
    distinct(planned.map(({ id, planned_for }) => `${id} ${planned_for!.toISOString()}`)),
  )
  const jobs =
    await sql`select from graphile_worker.jobs where run_at > now() and task_identifier like 'deliver_%'`
  t.equal((await jobs.execute(db)).rows.length, planned.length)
})

t.test('A deposit is paid, and its balance is still to come', async (t) => {
  const family = requests
    .filter((one) => one.family)
    .sort((one, other) => one.family_part! - other.family_part!)
  t.strictSame(
    family.map(({ status, family_part, family }) => [status, family_part, family]),
    ['paid', 'pending', 'pending'].map((status, index) => [
      status,
      index + 1,
      { parts: 3, left_cents: 315_000 },
    ]),
  )
  t.ok(family.every(({ family_id }) => family_id === family[0]!.id))
})

t.test('No address or number can be anyone’s', async (t) => {
  for (const { email, phone } of requests) t.match(email ?? phone, /@[\w.-]+\.example$|^\+3361234\d{4}$/)
})
