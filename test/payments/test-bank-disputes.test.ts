import { sql } from 'kysely'
import t from 'tap'
import { lookAtGateways } from '../../src/payments/look.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, permalinkOf, signIn } from '../fixtures/client.ts'

const world = await startWorld(t, { jobs: false })
const { db, gateways } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)

async function payAndContest() {
  const id = await createRequest(portal)
  const card_number = '4000 0000 0000 2685'
  await customer.post(`${await permalinkOf(portal, id)}/paiement`, { ...goodCard, card_number })
  return id
}

const passMinute = () => sql`update sandbox.disputes set opens_at = now() where opens_at > now()`.execute(db)
const labelOf = async (id: string) =>
  (await portal.get(`/paiements/${id}`)).body.match(/data-label="(\w+)"/)?.[1]

async function look(): Promise<void> {
  await sql`update gateway_looks set next_at = now()`.execute(db)
  await lookAtGateways(db, gateways, (error) => {
    throw error
  })
}

t.test('The test card is paid, then contested a minute later, and the merchant is told', async (t) => {
  const id = await payAndContest()
  await look()
  t.equal(await labelOf(id), 'paid')
  await passMinute()
  await look()
  await look()
  t.equal(await labelOf(id), 'disputed')
  const notices =
    await sql`select from messages where request_id = ${id} and purpose = 'dispute_notice'`.execute(db)
  t.equal(notices.rows.length, 2)
})

t.test('Its page is answered once, at the test bank, and the portal knows at once', async (t) => {
  for (const [decision, label] of [
    ['won', 'paid'],
    ['lost', 'dispute_lost'],
    ['closed', 'paid'],
  ] as const) {
    const id = await payAndContest()
    await passMinute()
    await look()
    const { body } = await portal.get(`/paiements/${id}`)
    const address = body.match(/href="(\/banque-test\/contestations\/\w+)"/)![1]!
    t.match((await customer.get(address)).body, 'Répondre à une contestation')
    t.equal((await customer.post(address, { decision: 'later' })).statusCode, 422)
    t.match(await customer.post(address, { decision }), { statusCode: 303, headers: { location: address } })
    t.equal(await labelOf(id), label)
    await customer.post(address, { decision: decision === 'lost' ? 'won' : 'lost' })
    t.match((await customer.get(address)).body, 'Cette contestation est terminée')
    t.equal(await labelOf(id), label)
  }
})

t.test('Not answered within a week it is lost; one that is not there, or not yet, has no page', async (t) => {
  const id = await payAndContest()
  const early = await sql<{ id: string }>`select id from sandbox.disputes where opens_at > now()`.execute(db)
  for (const unknown of [early.rows[0]!.id, 'dis_0000000000000000000000']) {
    t.equal((await customer.get(`/banque-test/contestations/${unknown}`)).statusCode, 404)
    t.equal(
      (await customer.post(`/banque-test/contestations/${unknown}`, { decision: 'won' })).statusCode,
      404,
    )
  }
  await passMinute()
  await look()
  await sql`update sandbox.disputes set answer_by = now() - interval '1 second' where id = ${early.rows[0]!.id}`.execute(
    db,
  )
  await look()
  t.equal(await labelOf(id), 'dispute_lost')
})
