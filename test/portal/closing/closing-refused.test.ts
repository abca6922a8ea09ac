import { sql } from 'kysely'
import t from 'tap'
import { closeMerchant } from '../../../src/portal/closing/close.ts'
import { startWorld } from '../../fixtures/app.ts'
import { createClient, createRequest } from '../../fixtures/client.ts'
import { closeAccount, closedAt, startShop } from '../../fixtures/closing.ts'
import { validateHtml } from '../../fixtures/html-validate.ts'
import { dumpBusiness } from '../../fixtures/security/rows.ts'
import { stage, stageAll, storedStatus } from '../../fixtures/security/stage.ts'

// No jobs but where letters are awaited: a sweep would end the attempts that stand for payments under way.
const world = await startWorld(t, { jobs: false })
const { db } = world.deps

t.test('money under way keeps it open: somebody pays, or a refund has not come through', async (t) => {
  const shop = await startShop(world, 'Occupée')
  const staged = await stageAll(world, shop.client)
  const attempts = ['challenged', 'started', 'unknown'] as const
  for (const situation of attempts) {
    const { statusCode, body } = await closeAccount(shop)
    t.equal(statusCode, 409, situation)
    t.match(body, 'Un client est en train de payer, ou un remboursement est en cours.')
    await validateHtml(t, body)
    await sql`update attempts set status = 'abandoned', failure_code = 'timeout'
      where request_id = ${staged[situation].id}`.execute(db)
  }
  await sql`insert into refunds (id, request_id, amount_cents, status)
    values ('ref_' || right(${staged.paid.id}, 22), ${staged.paid.id}, 100, 'pending')`.execute(db)
  t.equal((await closeAccount(shop)).statusCode, 409)
  t.equal(await storedStatus(world, staged.pending.id), 'pending', 'nothing was cancelled meanwhile')
  await sql`update refunds set status = 'succeeded' where request_id = ${staged.paid.id}`.execute(db)
  t.equal((await closeAccount(shop)).statusCode, 303)
  for (const situation of ['pending', 'declined', ...attempts] as const)
    t.equal(await storedStatus(world, staged[situation].id), 'cancelled', situation)
  t.equal(await storedStatus(world, staged.expired.id), 'expired')
  t.equal(await storedStatus(world, staged['past its date'].id), 'pending', 'that is for the sweep')
})

t.test('closing, asking and paying at once: nothing is left to pay, nothing paid is cancelled', async (t) => {
  for (let round = 0; round < 4; round += 1) {
    const shop = await startShop(world, `Course ${round}`)
    const { id, link } = await stage(world, shop.client, 'pending')
    const customer = createClient(world)
    const card = { card_number: '4242424242424242', card_expiry: '12/30', card_csc: '123', card_name: 'L M' }
    await Promise.allSettled([
      closeMerchant(db, { id: shop.id, userId: shop.userId }),
      createRequest(shop.client, { own_mail: 'on' }),
      closeMerchant(db, { id: shop.id, userId: shop.other.userId }),
      customer.post(`${link}/paiement`, card),
      createRequest(shop.client, { own_mail: 'on' }),
    ])
    const isClosed = (await closedAt(db, shop.id)) !== null
    const statuses = await db
      .selectFrom('payment_requests')
      .select('status')
      .where('merchant_id', '=', shop.id)
      .execute()
    if (isClosed) t.notOk(statuses.some(({ status }) => status === 'pending'))
    const attempts = await sql`select 1 from attempts a join payment_requests r on r.id = a.request_id
      where r.id = ${id} and a.status = 'succeeded' and r.status <> 'paid'`.execute(db)
    t.strictSame(attempts.rows, [])
  }
})

t.test('whoever is no owner any more when it comes to it closes nothing', async (t) => {
  const shop = await startShop(world, 'Passée')
  const before = await dumpBusiness(world)
  await t.rejects(closeMerchant(db, { id: shop.id, userId: shop.admin.userId }))
  t.strictSame(await dumpBusiness(world), before)
})
