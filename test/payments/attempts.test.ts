/** What the statements about attempts refuse or leave out, each by itself: whoever calls them has looked before. */
import { sql } from 'kysely'
import t from 'tap'
import type { Charge } from '../../src/domain/gateway.ts'
import { limits } from '../../src/domain/limits.ts'
import {
  findAttempt,
  findAttemptsToCheck,
  findChallenge,
  hasOtherSuccess,
  moveAttempt,
  postponeCheck,
} from '../../src/payments/attempt-store.ts'
import { recordOutcome, recordUnknown } from '../../src/payments/record-attempt.ts'
import { startAttempt } from '../../src/payments/start-store.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { newCharge } from '../fixtures/charges.ts'
import { insertPending } from '../fixtures/faults/requests.ts'
import { spend } from '../fixtures/limited.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const gateway = { name: 'sandbox' }
const url = '/banque-test/cha_somewhere'
const challenged = (id: string) => ({ status: 'challenged', askedBy: 'bank', url, ref: `cha_${id}` }) as const

async function chargeFor(changes: Partial<Charge> = {}): Promise<Charge> {
  const [request] = await insertPending(world, merchant.id, 1)
  return newCharge({ requestId: request!.id, merchantId: merchant.id, ...changes })
}

async function begin(changes: Partial<Charge> = {}) {
  const charge = await chargeFor(changes)
  t.ok(await startAttempt(db, gateway, charge))
  return { charge, attempt: (await findAttempt(db, charge.attemptId))! }
}

async function challenge(changes: Partial<Charge> = {}) {
  const begun = await begin(changes)
  await recordOutcome(db, { ...begun.attempt, charge: begun.charge }, challenged(begun.attempt.id))
  return begun
}

const endRequest = (id: string) =>
  db.updateTable('payment_requests').set({ status: 'cancelled' }).where('id', '=', id).execute()
const makeDue = (id: string) =>
  db
    .updateTable('attempts')
    .set({ check_at: new Date(Date.now() - 60_000) })
    .where('id', '=', id)
    .execute()
const toCheck = async (id: string) => (await findAttemptsToCheck(db, 200)).find((one) => one.id === id)
const kindsOf = async (id: string) => {
  const events = db.selectFrom('request_events').select('kind').where('attempt_id', '=', id).orderBy('id')
  return (await events.execute()).map(({ kind }) => kind)
}
const inAnHour = new Date(Date.now() + 3_600_000).toISOString()

t.test('none starts over the limit of the link, whoever looked before (S70)', async (t) => {
  const charge = await chargeFor()
  await spend(db, limits.attemptsPerLink, charge.requestId)
  t.equal(await startAttempt(db, gateway, charge), false)
  t.equal(await findAttempt(db, charge.attemptId), undefined)
})

t.test('none starts after the date, before the sweep', async (t) => {
  const charge = await chargeFor()
  await sql`update payment_requests set expires_on = current_date - 2 where id = ${charge.requestId}`.execute(
    db,
  )
  t.equal(await startAttempt(db, gateway, charge), false)
  t.equal(await findAttempt(db, charge.attemptId), undefined)
})

t.test('the page of a challenge is opened again only while the request can be paid', async (t) => {
  const { charge } = await challenge()
  t.equal((await findChallenge(db, charge.requestId))?.challenge_url, url)
  await endRequest(charge.requestId)
  t.equal(await findChallenge(db, charge.requestId), undefined)
})

t.test('only an attempt that has succeeded has paid the request', async (t) => {
  const { attempt } = await begin()
  const other = { id: 'att_another', request_id: attempt.request_id }
  t.equal(await hasOtherSuccess(db, other), false)
  await recordOutcome(db, attempt, { status: 'succeeded', capturedCents: 24_900, card: null, ref: null })
  t.equal(await hasOtherSuccess(db, other), true)
  t.equal(await hasOtherSuccess(db, attempt), false)
})

t.test('an attempt moves only from the statuses that are named', async (t) => {
  const { attempt } = await begin()
  await db.transaction().execute(async (trx) => {
    t.equal(await moveAttempt(trx, attempt.id, ['unknown'], { status: 'challenged' }), undefined)
  })
  t.equal((await findAttempt(db, attempt.id))!.status, 'started')
})

t.test('the same challenge heard of twice is told once', async (t) => {
  const { attempt, charge } = await challenge()
  await recordOutcome(db, { ...attempt, charge }, challenged(attempt.id))
  t.strictSame(await kindsOf(attempt.id), ['attempt_started', 'attempt_challenged'])
})

t.test('an answer that is lost after a webhook has told it leaves the attempt where it is', async (t) => {
  const { attempt, charge } = await challenge()
  await recordUnknown(db, { ...attempt, charge })
  t.equal((await findAttempt(db, attempt.id))!.status, 'challenged')
  t.strictSame(await kindsOf(attempt.id), ['attempt_started', 'attempt_challenged'])
})

t.test('the sweep asks about an attempt when it is due, and not before', async (t) => {
  const { attempt } = await begin()
  t.equal(await toCheck(attempt.id), undefined)
  await makeDue(attempt.id)
  t.ok(await toCheck(attempt.id))
})

t.test('a customer keeps their page while there is time, and the request can be paid', async (t) => {
  const early = await challenge({ endsAt: inAnHour })
  const late = await challenge({ endsAt: new Date(Date.now() - 1_000).toISOString() })
  const cancelled = await challenge({ endsAt: inAnHour })
  await endRequest(cancelled.charge.requestId)
  const times = []
  for (const { attempt } of [early, late, cancelled]) {
    await makeDue(attempt.id)
    times.push((await toCheck(attempt.id))?.has_time_left)
  }
  t.strictSame(times, [true, false, false])
})

t.test('the next check is no later than the end of the customer’s time', async (t) => {
  const endsAt = new Date(Date.now() + 120_000)
  const { attempt } = await challenge({ endsAt: endsAt.toISOString() })
  const nextCheck = async () => {
    const row = db.selectFrom('attempts').select('check_at').where('id', '=', attempt.id)
    return (await row.executeTakeFirstOrThrow()).check_at
  }
  await postponeCheck(db, attempt.id, 3_600)
  t.strictSame(await nextCheck(), endsAt)
  await postponeCheck(db, attempt.id, 60)
  t.ok((await nextCheck())! < endsAt)
})
