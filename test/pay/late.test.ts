import { sql } from 'kysely'
import t from 'tap'
import { findAttempt, findLiveAttempt } from '../../src/payments/attempt-store.ts'
import { closeChallenge } from '../../src/payments/reconcile-attempt.ts'
import { recordOutcome } from '../../src/payments/record-attempt.ts'
import { addMerchant, eventually, startWorld } from '../fixtures/app.ts'
import { cardFor } from '../fixtures/cards.ts'
import { createClient, createRequest, goodCard, permalinkOf, signIn } from '../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const { db, gateways } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)

let asked = 0
const challenge = (link: string) =>
  customer.post(`${link}/paiement`, { ...goodCard, card_number: cardFor('challenge') })
const statusOf = async ({ id }: { id: string }) => (await findAttempt(db, id))?.status

/** An attempt whose customer is at the bank's page. */
async function challengedAttempt() {
  asked += 1
  const id = await createRequest(portal, { email: `client${asked}@courriel.example` })
  const link = await permalinkOf(portal, id)
  await challenge(link)
  return { id, link, attempt: (await findLiveAttempt(db, id))! }
}

/**
 * An attempt that the customer has left. The merchant then cancels, or the date passes, and the money comes after
 * all.
 */
async function abandonedAttempt() {
  const challenged = await challengedAttempt()
  await portal.post(`/paiements/${challenged.id}/annulation`, {})
  return challenged
}
const money = { status: 'succeeded', capturedCents: 24_900, card: null, ref: null } as const

t.test('money that comes after cancelling is shown as such, with a way to give it back (S52)', async (t) => {
  const { id, link, attempt } = await abandonedAttempt()
  await recordOutcome(db, attempt, money)
  const detail = await portal.get(`/paiements/${id}`)
  t.match(detail.body, /data-status="paid" data-label="paid_after_cancelled"/)
  t.match(detail.body, `/paiements/${id}/remboursements`)
  t.match((await customer.get(link)).body, /data-state="paid"/)
  const notices = await db
    .selectFrom('messages')
    .select('purpose')
    .where('request_id', '=', id)
    .where('purpose', 'in', ['paid_notice', 'receipt'])
    .execute()
  t.equal(notices.length, 2)
})

t.test('money that comes after the date is shown as such', async (t) => {
  const { id, attempt } = await abandonedAttempt()
  await db.updateTable('payment_requests').set({ status: 'expired' }).where('id', '=', id).execute()
  await recordOutcome(db, attempt, money)
  t.match((await portal.get(`/paiements/${id}`)).body, /data-label="paid_after_expired"/)
})

t.test('the same news twice is one payment; a refusal after it changes nothing', async (t) => {
  const { id, attempt } = await abandonedAttempt()
  await Promise.all([recordOutcome(db, attempt, money), recordOutcome(db, attempt, money)])
  await recordOutcome(db, attempt, { status: 'cancelled' })
  const events = await db
    .selectFrom('request_events')
    .select('id')
    .where('request_id', '=', id)
    .where('kind', '=', 'paid')
    .execute()
  t.equal(events.length, 1)
})

t.test('news that waits for a cancellation under way finds the request cancelled (S52)', async (t) => {
  const { id, attempt } = await challengedAttempt()
  let recording: Promise<void> | undefined
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('payment_requests').set({ status: 'cancelled' }).where('id', '=', id).execute()
    recording = recordOutcome(db, attempt, money)
    await eventually(async () => {
      const { rows } = await sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
      return rows.length > 0
    })
  })
  await recording
  t.match((await portal.get(`/paiements/${id}`)).body, /data-label="paid_after_cancelled"/)
  const event = await db
    .selectFrom('request_events')
    .select(['status_before', 'status_after'])
    .where('request_id', '=', id)
    .where('kind', '=', 'paid')
    .executeTakeFirst()
  t.strictSame(event, { status_before: 'cancelled', status_after: 'paid' })
})

t.test('the money of another attempt of a request that is paid is refused, loudly (S51)', async (t) => {
  const { link, attempt } = await challengedAttempt()
  await customer.post(`${link}/paiement`, goodCard)
  await t.rejects(recordOutcome(db, attempt, money), /attempts_one_succeeded/)
  t.equal(await statusOf(attempt), 'abandoned')
})

t.test('closing a try that another has followed leaves the other one open', async (t) => {
  const { id, link, attempt } = await challengedAttempt()
  await challenge(link)
  await closeChallenge(db, gateways, attempt.id)
  t.equal(await statusOf(attempt), 'abandoned')
  t.equal((await findLiveAttempt(db, id))?.status, 'challenged')
})

t.test('another amount than was asked is not a payment (S47)', async (t) => {
  const { id, attempt } = await abandonedAttempt()
  await t.rejects(recordOutcome(db, attempt, { ...money, capturedCents: 24_899 }), /24899 cents captured/)
  t.match((await portal.get(`/paiements/${id}`)).body, /data-status="cancelled"/)
})
