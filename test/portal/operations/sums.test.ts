/** Whatever moves, and in whatever order: the sums equal the lines, and those of attempts, refunds and disputes. */
import fc from 'fast-check'
import { sql } from 'kysely'
import t from 'tap'
import { newId } from '../../../src/domain/ids.ts'
import { foldTallies } from '../../../src/requests/tally-store.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { newCharge } from '../../fixtures/charges.ts'
import { signIn } from '../../fixtures/client.ts'
import { addUp, fileOf, sumsOf } from '../../fixtures/operations.ts'
import { insertPending } from '../../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps

const day = fc
  .integer({ min: 0, max: 120 })
  .map((days) => new Date(Date.UTC(2026, 0, 1, 22, 30) + days * 86_400_000))
const cents = fc.integer({ min: 100, max: 90_000 })
const refund = fc.record({
  part: fc.integer({ min: 10, max: 100 }),
  isFromGateway: fc.boolean(),
  steps: fc.array(fc.tuple(fc.constantFrom('pending', 'succeeded', 'failed'), day), { maxLength: 3 }),
})
const dispute = fc.record({
  part: fc.integer({ min: 1, max: 100 }),
  steps: fc.array(
    fc.tuple(
      fc.constantFrom('open', 'won', 'lost', 'closed'),
      fc.boolean(),
      day,
      fc.integer({ min: 1, max: 100 }),
    ),
    { minLength: 1, maxLength: 4 },
  ),
})
const story = fc.record({
  cents,
  paidAt: day,
  refunds: fc.array(refund, { maxLength: 2 }),
  disputes: fc.array(dispute, { maxLength: 2 }),
})
type Story = typeof story extends fc.Arbitrary<infer Told> ? Told : never

async function tell(merchantId: string, { cents, paidAt, refunds, disputes }: Story) {
  const [request] = await insertPending(world, merchantId, 1, { amount_cents: cents })
  const request_id = request!.id
  const charge = newCharge({ requestId: request_id })
  await sql`insert into attempts (id, request_id, gateway, amount_cents, status, charge)
    values (${charge.attemptId}, ${request_id}, 'sandbox', ${cents}, 'succeeded', ${JSON.stringify(charge)})`.execute(
    db,
  )
  await db
    .updateTable('payment_requests')
    .set({ status: 'paid', paid_at: paidAt })
    .where('id', '=', request_id)
    .execute()
  for (const { part, isFromGateway, steps } of refunds) {
    const id = newId('ref')
    await sql`insert into refunds (id, request_id, amount_cents, status, is_from_gateway, gateway_ref, created_at)
      values (${id}, ${request_id}, ${part}, 'pending', ${isFromGateway}, ${id}, ${paidAt})`.execute(db)
    for (const [status, at] of steps)
      await sql`update refunds set status = ${status}, updated_at = ${at} where id = ${id}`.execute(db)
  }
  for (const { part, steps } of disputes) {
    const id = newId('dis')
    const [[first, takes, at], ...others] = steps as [Story['disputes'][number]['steps'][number]]
    await sql`insert into disputes (id, request_id, attempt_id, gateway_ref, amount_cents, reason, status, takes_money,
        asked_at, created_at, updated_at)
      values (${id}, ${request_id}, ${charge.attemptId}, ${id}, ${part}, 'other', ${first}, ${takes}, now(), ${paidAt},
        ${at})`.execute(db)
    for (const [status, takesMoney, then, amount] of others as typeof steps)
      await sql`update disputes set status = ${status}, takes_money = ${takesMoney}, amount_cents = ${amount},
        updated_at = ${then} where id = ${id}`.execute(db)
  }
}

t.test('the sums equal the lines, in every period, and what the database holds', async (t) => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(story, { minLength: 1, maxLength: 8 }), day, day, async (stories, one, two) => {
      run += 1
      const merchant = await addMerchant(world, `Atelier ${run}`)
      const portal = await signIn(world, merchant.email)
      for (const one of stories) await tell(merchant.id, one)
      if (run % 2 === 0) await foldTallies(db)
      await price(merchant.id, ['all', 'some', 'none'][run % 3]!)
      if (run % 4 === 0) await foldTallies(db)
      const [from, to] = [one, two]
        .sort((a, b) => a.getTime() - b.getTime())
        .map((at) => at.toISOString().slice(0, 10))
      for (const query of ['', `?from=${from}&to=${to}`]) {
        const sums = await sumsOf(portal, query)
        t.strictSame(sums, addUp(await fileOf(portal, query)), query)
      }
      t.strictSame(await readBooks(merchant.id), await readOperations(merchant.id))
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 15) },
  )
})

/** The gateway tells its fees, also 0 and what it gives back of them. */
const price = (merchantId: string, which: string) =>
  sql`update operations set fee_cents = id % 400 - 20 where merchant_id = ${merchantId}
    and (${which} = 'all' or ${which} = 'some' and id % 2 = 0)`.execute(db)

/** What attempts, refunds and disputes say that the merchant has gained, each for itself. */
async function readBooks(merchantId: string) {
  const { rows } = await sql<object>`
    with own as (select id from payment_requests where merchant_id = ${merchantId})
    select
      (select coalesce(sum(amount_cents), 0)::integer from attempts
        where status = 'succeeded' and request_id in (select id from own)) as collected,
      (select coalesce(-sum(amount_cents), 0)::integer from refunds
        where status = 'succeeded' and request_id in (select id from own)) as refunded,
      (select coalesce(-sum(amount_cents), 0)::integer from disputes
        where takes_money and status in ('open', 'lost') and request_id in (select id from own)) as disputed`.execute(
    db,
  )
  return rows[0]
}

async function readOperations(merchantId: string) {
  const { rows } = await sql<object>`
    select coalesce(sum(amount_cents) filter (where kind = 'collected'), 0)::integer as collected,
      coalesce(sum(amount_cents) filter (where kind like 'refund%'), 0)::integer as refunded,
      coalesce(sum(amount_cents) filter (where kind like 'dispute%'), 0)::integer as disputed
    from operations where merchant_id = ${merchantId}`.execute(db)
  return rows[0]
}
