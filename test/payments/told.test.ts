/** Who is told of a payment. */
import t from 'tap'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, permalinkOf, signIn } from '../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const customer = createClient(world)

async function payTo(notifies: boolean) {
  const merchant = await addMerchant(world)
  await db.updateTable('merchants').set({ notify_paid: notifies }).where('id', '=', merchant.id).execute()
  const portal = await signIn(world, merchant.email)
  const id = await createRequest(portal, {})
  await customer.post(`${await permalinkOf(portal, id)}/paiement`, goodCard)
  const told = db.selectFrom('messages').select('purpose').where('request_id', '=', id).orderBy('purpose')
  return (await told.execute()).map(({ purpose }) => purpose)
}

t.test('the customer always, the merchant’s addresses only if they want to be', async (t) => {
  t.strictSame(await payTo(true), ['paid_notice', 'receipt', 'request'])
  t.strictSame(await payTo(false), ['receipt', 'request'])
})
