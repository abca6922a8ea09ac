import t from 'tap'
import { demo } from '../../src/dev/demo.ts'
import { seedDemo } from '../../src/dev/seed.ts'
import { stories } from '../../src/dev/stories.ts'
import { tellStory } from '../../src/dev/tell-story.ts'
import { isoDay } from '../../src/domain/formats.ts'
import type { Outcome } from '../../src/domain/outcome.ts'
import { lookAtGateways } from '../../src/payments/look.ts'
import { closeOverdueAttempts } from '../../src/payments/reconcile-attempt.ts'
import { createSandbox } from '../../src/providers/sandbox/gateway.ts'
import { expireRequests } from '../../src/requests/expire.ts'
import { listEvents } from '../../src/requests/history-store.ts'
import { startWorld } from '../fixtures/app.ts'
import { known } from '../fixtures/charges.ts'
import { distinct, listAll } from '../fixtures/seeded.ts'

const { deps } = await startWorld(t, { jobs: false })
const { auth, db } = deps
const sandbox = createSandbox(deps.ledger)

await seedDemo(deps)

const { user } = await auth.api.signInEmail({ body: demo })

const merchant = await db
  .selectFrom('memberships')
  .innerJoin('merchants as m', 'm.id', 'memberships.merchant_id')
  .select(['m.id', 'm.trade_name', 'm.sms_sender'])
  .where('memberships.user_id', '=', user.id)
  .executeTakeFirstOrThrow()

const requests = await listAll(db, merchant)

t.test('The history of each request has exactly one event for each status it went through', async (t) => {
  for (const request of requests) {
    const events = (await listEvents(db, merchant.id, request.id, { most: 1000 })).reverse()
    const changes = await db
      .selectFrom('request_events')
      .select(['status_before', 'status_after'])
      .where('request_id', '=', request.id)
      .where((eb) => eb('status_before', 'is distinct from', eb.ref('status_after')))
      .orderBy('id')
      .execute()
    const statuses = [null, ...changes.map((change) => change.status_after)]
    t.strictSame(
      changes.map((change) => change.status_before),
      statuses.slice(0, -1),
      request.description,
    )
    t.equal(statuses.at(-1), request.status)
    t.equal(distinct(statuses).length, statuses.length)
    t.strictSame(events.map(timeOf), events.map(timeOf).sort(ascending))
    t.equal(timeOf(events[0]!), timeOf(request))
    t.ok(timeOf(events.at(-1)!) <= Date.now())
  }
})

t.test('The sandbox’s books agree with every attempt, and with every payment', async (t) => {
  const attempts = await db.selectFrom('attempts').selectAll().execute()
  for (const attempt of attempts) {
    const outcome = (await sandbox.find(known(attempt.charge)))!
    t.equal(attempt.status, statusAfter[outcome.status], attempt.id)
    t.equal(attempt.failure_code, outcome.status === 'failed' ? outcome.code : codeUnlessFailed(outcome))
    if (outcome.status === 'succeeded') t.equal(outcome.capturedCents, attempt.amount_cents)
  }
  const paid = attempts.filter(({ status }) => status === 'succeeded')
  t.strictSame(
    distinct(paid.map((attempt) => attempt.request_id)),
    distinct(requests.filter(({ status }) => status === 'paid').map(({ id }) => id)),
  )
})

t.test('The background work finds nothing to do', async (t) => {
  await expireRequests(db)
  const report = (error: unknown) => t.fail(String(error))
  await closeOverdueAttempts(db, deps.gateways, report)
  const before = await listMovements()
  await lookAtGateways(db, deps.gateways, report)
  t.strictSame(await listMovements(), before)
  t.strictSame(await listAll(db, merchant), requests)
  t.strictSame(
    await db
      .selectFrom('payment_requests')
      .select('id')
      .where('status', '=', 'pending')
      .where('expires_at', '<=', new Date())
      .execute(),
    [],
  )
})

// Just after midnight the day has no past, and twice a year the clocks change.
t.test('On any day of a year the stories go forward in time and are over by now', async (t) => {
  const teller = { merchantId: 'mer_', merchantName: '', userId: '', publicUrl: '' }
  for (let day = 0; day < 366; day += 1) {
    const now = new Date(Date.UTC(2026, 0, 1 + day, 0, 0, 30))
    for (const story of stories) {
      const { events, request } = tellStory(story, now, teller)
      const times = [...events.map(timeOf), now.getTime()]
      const isForward = times.every((time, index) => time >= (times[index - 1] ?? timeOf(request)))
      const isAhead =
        !request.send_at || (request.send_at > now && isoDay(request.send_at) < request.expires_on)
      if (!isForward || !isAhead) t.fail(`${now.toISOString()}: ${request.description}`)
    }
  }
})

async function listMovements() {
  const columns = ['id', 'status', 'amount_cents'] as const
  const refunds = await db.selectFrom('refunds').select(columns).orderBy('id').execute()
  const disputes = await db.selectFrom('disputes').select(columns).orderBy('id').execute()
  const operations = await db
    .selectFrom('operations')
    .select(['kind', 'amount_cents'])
    .orderBy('id')
    .execute()
  return [...refunds, ...disputes, ...operations]
}

const statusAfter: Record<Outcome['status'], string> = {
  succeeded: 'succeeded',
  challenged: 'challenged',
  failed: 'failed',
  cancelled: 'abandoned',
}

const codeUnlessFailed = ({ status }: Outcome) => (status === 'cancelled' ? 'timeout' : null)
const timeOf = ({ created_at }: { created_at: Date }) => created_at.getTime()
const ascending = (one: number, other: number) => one - other
