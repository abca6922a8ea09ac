import t from 'tap'
import { recordOutcome } from '../../src/checkout/record.ts'
import { findAttempt } from '../../src/checkout/store.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, permalinkOf, signIn } from '../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)

let asked = 0
/** A customer leaves the bank's page; the merchant cancels, or the date passes; then the money comes after all. */
async function abandonedAttempt() {
  asked += 1
  const id = await createRequest(portal, { email: `client${asked}@courriel.example` })
  const link = await permalinkOf(portal, id)
  await customer.post(`${link}/paiement`, { ...goodCard, card_number: '4000002500003155' })
  await portal.post(`/paiements/${id}/annulation`, {})
  const { id: attemptId } = await db
    .selectFrom('attempts')
    .select('id')
    .where('request_id', '=', id)
    .executeTakeFirstOrThrow()
  return { id, link, attempt: (await findAttempt(db, attemptId))! }
}
const money = { status: 'succeeded', capturedCents: 24_900, card: null, ref: null } as const

t.test('S52 money that comes after cancelling is shown as such, with a way to give it back', async (t) => {
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

t.test('S47 another amount than was asked is not a payment', async (t) => {
  const { id, attempt } = await abandonedAttempt()
  await t.rejects(recordOutcome(db, attempt, { ...money, capturedCents: 24_899 }), /24899 cents captured/)
  t.match((await portal.get(`/paiements/${id}`)).body, /data-status="cancelled"/)
})
