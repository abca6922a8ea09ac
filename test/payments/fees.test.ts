import { sql } from 'kysely'
import t from 'tap'
import type { PricedMovement } from '../../src/domain/fee.ts'
import { claimUnpriced } from '../../src/payments/fee-store.ts'
import { lookAtGateways } from '../../src/payments/look.ts'
import { feeOf } from '../../src/providers/sandbox/fees.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, permalinkOf, signIn } from '../fixtures/client.ts'
import { askForFees, feesOf } from '../fixtures/payments/fees.ts'

const world = await startWorld(t, { jobs: false })
const { db, gateways } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)

let customers = 0

async function pay(card_number = '4242 4242 4242 4242') {
  customers += 1
  const id = await createRequest(portal, { email: `client${customers}@courriel.example` })
  await customer.post(`${await permalinkOf(portal, id)}/paiement`, { ...goodCard, card_number })
  return id
}

const operationsOf = (id: string) =>
  db.selectFrom('operations').selectAll().where('request_id', '=', id).orderBy('id').execute()

t.test(
  'the test bank keeps 1.4 % rounded half up and 25 cents, 15 € of a dispute, and gives none back',
  (t) => {
    const cents = [50, 3571, 3572, 24_900, 99_999_999]
    t.strictSame(
      cents.map((amountCents) => feeOf({ kind: 'collected', amountCents })),
      [26, 75, 75, 374, 1_400_025],
    )
    t.equal(feeOf({ kind: 'collected', amountCents: 2250 }), 57, '31.5 cents are 32')
    t.equal(feeOf({ kind: 'disputed', amountCents: -24_900 }), 1500)
    for (const kind of ['refunded', 'refund_returned', 'dispute_returned'] as const)
      t.equal(feeOf({ kind, amountCents: 24_900 }), 0)
    t.end()
  },
)

t.test('a fee is asked for a minute after the payment, which does not wait for it', async (t) => {
  const id = await pay()
  t.strictSame(await claimUnpriced(db, 10), [], 'not yet')
  t.strictSame(await feesOf(world.deps, id), ['collected 24900 fee null'])
  const [{ moved_at, fee_check_at } = {}] = await operationsOf(id)
  t.equal(fee_check_at!.getTime() - moved_at!.getTime(), 60_000)
  t.strictSame(await askForFees(world.deps), [])
  t.strictSame(await feesOf(world.deps, id), ['collected 24900 fee 374'])
  t.match(await operationsOf(id), [{ fee_check_at: null }])
})

t.test('refunds and disputes have their own', async (t) => {
  const refunded = await pay()
  await portal.post(`/paiements/${refunded}/remboursements`, { amount: '100,00' })
  const disputed = await pay('4000 0000 0000 2685')
  await sql`update sandbox.disputes set opens_at = now()`.execute(db)
  await sql`update gateway_looks set next_at = now()`.execute(db)
  await lookAtGateways(db, gateways, (error) => t.fail(String(error)))
  t.strictSame(await askForFees(world.deps), [])
  t.strictSame(await feesOf(world.deps, refunded), ['collected 24900 fee 374', 'refunded -10000 fee 0'])
  t.strictSame(await feesOf(world.deps, disputed), ['collected 24900 fee 374', 'disputed -24900 fee 1500'])
})

t.test('of two processes one asks, and one that dies leaves it to the next, ten minutes later', async (t) => {
  const id = await pay()
  await db
    .updateTable('operations')
    .set({ fee_check_at: new Date(0) })
    .where('request_id', '=', id)
    .execute()
  const claims = await Promise.all([claimUnpriced(db, 10), claimUnpriced(db, 10)])
  t.match(claims.flat(), [{ kind: 'collected', amount_cents: 24_900, gateway: 'sandbox' }])
  t.equal(claims.flat().length, 1)
  const { rows } = await sql<{ minutes: number }>`
    select round(extract(epoch from fee_check_at - now()) / 60)::integer as minutes from operations
    where request_id = ${id}`.execute(db)
  t.strictSame(rows, [{ minutes: 10 }])
})

t.test('a gateway that never tells is asked less and less, then no more', async (t) => {
  const id = await pay()
  let asked = 0
  const silent = {
    ...gateways,
    forAttempt: async (attempt: Parameters<typeof gateways.forAttempt>[0]) => ({
      ...(await gateways.forAttempt(attempt))!,
      findFee: async ({ charge }: PricedMovement) => {
        if (charge.requestId === id) asked += 1
        return { is: 'not_yet' as const }
      },
    }),
  }
  for (let round = 0; round < 20; round += 1) await askForFees({ db, gateways: silent })
  t.equal(asked, 8)
  t.match(await operationsOf(id), [{ fee_cents: null, fee_check_at: null }])
})

t.test('what moves twice in the same way has no fee the second time', async (t) => {
  const id = await pay()
  await portal.post(`/paiements/${id}/remboursements`, { amount: '100,00' })
  for (const status of ['failed', 'succeeded'] as const)
    await db
      .updateTable('refunds')
      .set({ status, updated_at: sql<Date>`now()` })
      .where('request_id', '=', id)
      .execute()
  await askForFees(world.deps)
  t.strictSame(await feesOf(world.deps, id), [
    'collected 24900 fee 374',
    'refunded -10000 fee 0',
    'refund_returned 10000 fee 0',
    'refunded -10000 fee null',
  ])
  t.match(await operationsOf(id), [{}, {}, {}, { fee_check_at: null }])
})
