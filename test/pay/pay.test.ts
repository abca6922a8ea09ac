import t from 'tap'
import { addMerchant, eventually, startWorld } from '../fixtures/app.ts'
import { cardFor } from '../fixtures/cards.ts'
import { createClient, createRequest, goodCard, permalinkOf, signIn } from '../fixtures/client.ts'

t.test('paying', async (t) => {
  const world = await startWorld(t)
  const { deps } = world
  const merchant = await addMerchant(world)
  const portal = await signIn(world, merchant.email)
  const customer = createClient(world)

  const statusOf = async (id: string) =>
    (
      await deps.db
        .selectFrom('payment_requests')
        .select('status')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    ).status
  let asked = 0
  const payLink = async () => {
    asked += 1
    const id = await createRequest(portal, { email: `client${asked}@courriel.example` })
    return { id, link: await permalinkOf(portal, id) }
  }

  t.test('a good card pays the bill, and both sides say so', async (t) => {
    const { id, link } = await payLink()
    const page = await customer.get(link)
    t.equal(page.statusCode, 200)
    t.match(page.body, /data-state="payable"/)
    t.match(page.body, /Payer 249,00\s€/)
    const answer = await customer.post(`${link}/paiement`, goodCard)
    t.equal(answer.statusCode, 303)
    t.equal(answer.headers.location, link)
    t.equal(await statusOf(id), 'paid')
    t.match((await customer.get(link)).body, /data-state="paid"/)
    t.match((await customer.get(`${link}/recu`)).body, /data-state="receipt"/)
    t.match((await portal.get(`/paiements/${id}`)).body, /data-status="paid"/)
  })

  t.test('a declined card leaves the request pending, with its reason, and the next card pays', async (t) => {
    const { id, link } = await payLink()
    const declined = await customer.post(`${link}/paiement`, {
      ...goodCard,
      card_number: cardFor('insufficient_funds'),
    })
    t.equal(declined.statusCode, 402)
    t.match(declined.body, /Aucun montant n’a été débité/)
    t.equal(await statusOf(id), 'pending')
    t.match((await portal.get(`/paiements/${id}`)).body, /La carte a atteint son plafond autorisé/)
    await customer.post(`${link}/paiement`, goodCard)
    t.equal(await statusOf(id), 'paid')
  })

  t.test('a card the bank wants confirmed goes through the test bank', async (t) => {
    const { id, link } = await payLink()
    const answer = await customer.post(`${link}/paiement`, { ...goodCard, card_number: cardFor('challenge') })
    t.equal(answer.statusCode, 303)
    const bank = answer.headers.location!
    t.equal((await customer.get(bank)).statusCode, 200)
    t.equal(await statusOf(id), 'pending')
    const back = await customer.post(bank, { decision: 'accept' })
    t.equal(back.headers.location, link)
    t.equal(await statusOf(id), 'paid')
  })

  t.test('a confirmation refused at the bank is a declined attempt', async (t) => {
    const { id, link } = await payLink()
    const answer = await customer.post(`${link}/paiement`, { ...goodCard, card_number: cardFor('challenge') })
    await customer.post(answer.headers.location!, { decision: 'refuse' })
    t.equal(await statusOf(id), 'pending')
    t.match((await customer.get(link)).body, /La confirmation auprès de votre banque n’a pas abouti/)
  })

  t.test('a lost answer is being confirmed, lets nobody try again, and becomes paid by itself', async (t) => {
    const { id, link } = await payLink()
    const answer = await customer.post(`${link}/paiement`, {
      ...goodCard,
      card_number: cardFor('lost_answer'),
    })
    t.equal(answer.headers.location, link)
    const again = await customer.post(`${link}/paiement`, goodCard)
    t.equal(again.headers.location, link)
    await eventually(async () => (await statusOf(id)) === 'paid')
    const attempts = await deps.db
      .selectFrom('attempts')
      .select('status')
      .where('request_id', '=', id)
      .execute()
    t.strictSame(attempts, [{ status: 'succeeded' }])
  })

  t.test('the e-mail arrives in the local messages with the link', async (t) => {
    const { link } = await payLink()
    const kept = await eventually(async () => {
      const messages = (await portal.get('/messages-locaux.json')).json() as { text: string; html: string }[]
      return messages.find((message) => message.text.includes(link))
    })
    t.match(kept, {
      channel: 'email',
      to: /^client\d@courriel\.example$/,
      reply_to: 'contact@atelier.example',
    })
    t.ok(kept.html.includes(link))
  })
})
