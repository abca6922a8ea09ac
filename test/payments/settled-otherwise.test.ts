import { sql } from 'kysely'
import t from 'tap'
import { findAttempt } from '../../src/payments/attempt-store.ts'
import { recordOutcome } from '../../src/payments/record-attempt.ts'
import { addMerchant, startWorld } from '../fixtures/app.ts'
import { createClient, goodCard, signIn } from '../fixtures/client.ts'
import { bankPageOf, capturesOf, insertPending, stage, storedStatus } from '../fixtures/security/stage.ts'

const world = await startWorld(t, { jobs: false })
const { db } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)

const settle = (id: string) => portal.post(`/paiements/${id}/reglement-autrement`, {})

const sentences = {
  fr: 'Cette demande a été réglée. Vous n’avez rien à payer.',
  en: 'This payment request has been settled. You have nothing to pay.',
  it: 'Questa richiesta di pagamento è stata saldata. Non deve pagare nulla.',
  es: 'Esta solicitud de pago ya se ha saldado. No tiene nada que pagar.',
  de: 'Diese Zahlungs\u00ADanforderung ist beglichen. Sie müssen nichts zahlen.',
  nl: 'Dit betaalverzoek is voldaan. U hoeft niets te betalen.',
}

t.test('the link says in its language that nothing is to pay, and takes no money', async (t) => {
  for (const [language, sentence] of Object.entries(sentences)) {
    const { id, link } = await stage(world, portal, 'settled otherwise', { language })
    const { body } = await customer.get(link)
    t.match(body, /data-state="settled_otherwise"/)
    t.match(body, sentence)
    t.notMatch(body, /annul|cancel|stornier|geannuleerd/i)
    t.equal((await customer.post(`${link}/paiement`, goodCard)).headers.location, link)
    t.strictSame(await capturesOf(world, id), [])
  }
})

t.test('nobody is written to, and what was queued stays here', async (t) => {
  const { id } = await stage(world, portal, 'pending', {
    own_mail: '',
    email: 'client-regle@courriel.example',
  })
  await settle(id)
  const messages = await db.selectFrom('messages').select('purpose').where('request_id', '=', id).execute()
  t.strictSame(messages, [{ purpose: 'request' }])
})

t.test('a customer at the bank’s page is stopped there: their answer moves no money', async (t) => {
  const { id } = await stage(world, portal, 'challenged')
  const bank = await bankPageOf(world, id)
  t.equal((await settle(id)).statusCode, 303)
  await customer.post(bank, { decision: 'accept' })
  t.strictSame(await capturesOf(world, id), [])
  t.equal(await storedStatus(world, id), 'settled_otherwise')
})

t.test('a confirmation the bank had taken before wins: 409, and the request is paid', async (t) => {
  const { id } = await stage(world, portal, 'challenged')
  await sql`update sandbox.charges set status = 'succeeded', captured_at = now()
    where attempt_id in (select a.id from attempts a where a.request_id = ${id})`.execute(db)
  const answer = await settle(id)
  t.equal(answer.statusCode, 409)
  t.match(answer.body, /data-status="paid"/)
})

t.test(
  'money that comes all the same makes it paid, shown as such, with a way to give it back',
  async (t) => {
    const { id, link } = await stage(world, portal, 'challenged')
    const { id: attemptId } = await db
      .selectFrom('attempts')
      .select('id')
      .where('request_id', '=', id)
      .executeTakeFirstOrThrow()
    await settle(id)
    const money = { status: 'succeeded', capturedCents: 24_900, card: null, ref: null } as const
    await recordOutcome(db, (await findAttempt(db, attemptId))!, money)
    const { body } = await portal.get(`/paiements/${id}`)
    t.match(body, /data-status="paid" data-label="paid_after_settled_otherwise"/)
    t.match(body, 'Payé après règlement')
    t.match(body, `href="/paiements/${id}/remboursements"`)
    t.match((await customer.get(link)).body, /data-state="paid"/)
    const list = await portal.get('/paiements?status=paid_after_settled_otherwise')
    t.match(list.body, id)
  },
)

t.test('it is not counted as collected, and is apart in the list and in the export', async (t) => {
  const own = await addMerchant(world, 'Apart')
  const page = await signIn(world, own.email)
  await insertPending(world, own.id, 1)
  const [request] = await insertPending(world, own.id, 1)
  t.match((await page.get('/paiements')).body, /498,00\s€ en attente/)
  await page.post(`/paiements/${request!.id}/reglement-autrement`, {})
  const all = (await page.get('/paiements')).body
  t.match(all, /249,00\s€ en attente/)
  t.match(all, /0,00\s€ encaissé/)
  const settled = (await page.get('/paiements?status=settled_otherwise')).body
  t.equal(settled.match(/<tr id="pay_/g)?.length, 1)
  t.match(settled, `<tr id="${request!.id}"`)
  t.match((await page.get('/paiements.csv?status=settled_otherwise')).body, /;Réglé autrement;249,00;/)
})
