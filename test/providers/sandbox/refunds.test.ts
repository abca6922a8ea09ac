/** What the test bank gives back. */
import t from 'tap'
import { findCharge } from '../../../src/providers/sandbox/ledger.ts'
import { recordRefund } from '../../../src/providers/sandbox/refund-ledger.ts'
import { addMerchant, startWorld } from '../../fixtures/app.ts'
import { createClient, createRequest, goodCard, permalinkOf, signIn } from '../../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const { db, ledger } = world.deps

t.test('a refund that is asked for twice is given once, and no more than was taken', async (t) => {
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)
  const id = await createRequest(portal, {})
  await createClient(world).post(`${await permalinkOf(portal, id)}/paiement`, goodCard)
  const attempt = db.selectFrom('attempts').select('id').where('request_id', '=', id)
  const attemptId = (await attempt.executeTakeFirstOrThrow()).id
  const give = (name: string, cents: number) =>
    recordRefund(ledger, name, { attemptId, merchantId: merchant.id }, cents)
  t.equal(await give('ref_one', 20_000), 'succeeded')
  t.equal(await give('ref_one', 20_000), 'succeeded')
  t.equal(await give('ref_two', 4_901), 'failed')
  t.equal(await give('ref_three', 4_900), 'succeeded')
  const charge = await findCharge(ledger, attemptId)
  const given = ledger.selectFrom('refunds').select('amount_cents').where('charge_id', '=', charge!.id)
  t.equal((await given.where('status', '=', 'succeeded').execute()).length, 2)
})
