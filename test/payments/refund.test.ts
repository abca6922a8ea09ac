import t from 'tap'
import { addMerchant, eventually, startWorld } from '../fixtures/app.ts'
import { createClient, createRequest, goodCard, htmx, permalinkOf, signIn } from '../fixtures/client.ts'

const world = await startWorld(t)
const { db, ledger } = world.deps
const merchant = await addMerchant(world)
const portal = await signIn(world, merchant.email)
const customer = createClient(world)

let asked = 0
async function paidRequest() {
  asked += 1
  const id = await createRequest(portal, { email: `client${asked}@courriel.example` })
  const link = await permalinkOf(portal, id)
  await customer.post(`${link}/paiement`, goodCard)
  return { id, link, refunds: `/paiements/${id}/remboursements` }
}
const labelOf = async (id: string) =>
  (await portal.get(`/paiements/${id}`)).body.match(/data-label="(\w+)"/)?.[1]
const givenBack = async (id: string) => {
  const refunds = await ledger
    .selectFrom('refunds')
    .innerJoin('charges', 'charges.id', 'refunds.charge_id')
    .select('refunds.amount_cents')
    .where('refunds.status', '=', 'succeeded')
    .where('charges.attempt_id', 'in', await attemptsOf(id))
    .execute()
  return refunds.reduce((sum, refund) => sum + refund.amount_cents, 0)
}
const attemptsOf = async (id: string) => {
  const attempts = await db.selectFrom('attempts').select('id').where('request_id', '=', id).execute()
  return attempts.map((attempt) => attempt.id)
}

t.test('a part, then the rest of a payment goes back, and both sides say so', async (t) => {
  const { id, link, refunds } = await paidRequest()
  const part = await portal.post(refunds, { amount: '49,00', idempotency_key: 'part-of-it-0000000001' })
  t.match(part, { statusCode: 303, headers: { location: `/paiements/${id}` } })
  t.equal(await labelOf(id), 'partially_refunded')
  t.match((await portal.get(refunds)).body, /value="200,00"/)
  t.match((await customer.get(`${link}/recu`)).body, /49,00/)
  await portal.post(refunds, { amount: '200', idempotency_key: 'the-rest-of-it-000001' })
  t.equal(await labelOf(id), 'refunded')
  t.equal(await givenBack(id), 24_900)
  const notice = await eventually(async () => {
    const messages = (await portal.get('/messages-locaux.json')).json() as { subject: string; to: string }[]
    return messages.find(
      ({ subject, to }) => /remboursé 49,00/.test(subject) && to === `client${asked}@courriel.example`,
    )
  })
  t.ok(notice)
})

t.test('with htmx the detail comes back alone', async (t) => {
  const { refunds } = await paidRequest()
  const form = await portal.get(refunds, { headers: htmx })
  t.match(form.body, /^\s*<dialog id="refund"/)
  const answer = await portal.post(refunds, { amount: '1' }, { headers: htmx })
  t.equal(answer.statusCode, 200)
  t.equal(answer.headers['hx-retarget'], '#request')
  t.match(answer.body, /data-notice="refunded"/)
})

t.test('a form sent twice, even at once, gives back once', async (t) => {
  const { id, refunds } = await paidRequest()
  const fields = { amount: '100', idempotency_key: 'the-same-key-000000001' }
  await Promise.all(Array.from({ length: 10 }, () => portal.post(refunds, fields)))
  t.equal(await givenBack(id), 10_000)
})

t.test(
  'the same key with another amount gives nothing back, and says so with a link to the payment (S68)',
  async (t) => {
    for (const headers of [{}, htmx]) {
      const { id, refunds } = await paidRequest()
      const idempotency_key = 'of-five-euros-000000001'
      t.equal((await portal.post(refunds, { amount: '5', idempotency_key })).statusCode, 303)
      const answer = await portal.post(refunds, { amount: '20', idempotency_key }, { headers })
      t.equal(answer.statusCode, 409)
      t.match(answer.body, 'Ce formulaire a déjà été envoyé avec un autre montant')
      t.match(answer.body, `href="/paiements/${id}"`)
      t.equal(await givenBack(id), 500)
    }
  },
)

t.test('a refund without its key, or with one we did not make, gives nothing back (S68)', async (t) => {
  const { id, refunds } = await paidRequest()
  for (const idempotency_key of ['', 'short', 'a'.repeat(65)]) {
    for (const headers of [{}, htmx]) {
      const answer = await portal.post(refunds, { amount: '5', idempotency_key }, { headers })
      t.equal(answer.statusCode, 422)
      t.match(answer.body, 'Ce formulaire était incomplet')
      t.match(answer.body, /name="idempotency_key" value="\w{22}"/)
    }
  }
  t.equal(await givenBack(id), 0)
})

t.test('never more than was paid goes back, whatever is asked at once', async (t) => {
  const { id, refunds } = await paidRequest()
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      portal.post(refunds, { amount: '100', idempotency_key: `each-its-own-key-0000${index}` }),
    ),
  )
  t.equal(await givenBack(id), 20_000)
  t.equal(answers.filter(({ statusCode }) => statusCode === 303).length, 2)
  t.ok(answers.every(({ statusCode }) => statusCode === 303 || statusCode === 422))
})

t.test('an amount that cannot be given back is refused beside its field, and kept', async (t) => {
  const { id, refunds } = await paidRequest()
  for (const amount of ['', '0,09', '-5', '1e3', '249,01', '300000']) {
    const answer = await portal.post(refunds, { amount })
    t.equal(answer.statusCode, 422, amount)
    t.match(answer.body, `value="${amount}"`)
    t.match(answer.body, /id="amount-problem">[^<]/)
  }
  t.equal(await givenBack(id), 0)
})

t.test('what is not paid, or was paid more than 365 days ago, is not refunded', async (t) => {
  const pending = await createRequest(portal, { email: 'pending@courriel.example' })
  t.equal((await portal.post(`/paiements/${pending}/remboursements`, { amount: '1' })).statusCode, 409)
  const { id, refunds } = await paidRequest()
  const longAgo = new Date(Date.now() - 366 * 86_400_000)
  await db.updateTable('payment_requests').set({ paid_at: longAgo }).where('id', '=', id).execute()
  t.equal((await portal.post(refunds, { amount: '1' })).statusCode, 409)
  t.equal(await givenBack(id), 0)
})

t.test('a stranger finds nothing to refund', async (t) => {
  const { refunds } = await paidRequest()
  const stranger = await signIn(world, (await addMerchant(world, 'Autre')).email)
  t.equal((await stranger.get(refunds)).statusCode, 404)
  t.equal((await stranger.post(refunds, { amount: '1' })).statusCode, 404)
})
