import t from 'tap'
import { newToken } from '../../src/domain/ids.ts'
import { addPerson } from '../fixtures/app.ts'
import { htmx, signIn } from '../fixtures/client.ts'
import {
  disputesOf,
  exportedRow,
  labelOf,
  look,
  messagesOf,
  payAtStripe,
} from '../fixtures/providers/stripe/account.ts'
import { openShop } from '../fixtures/providers/stripe/shop.ts'
import { createEvent, sign } from '../fixtures/providers/stripe/webhooks.ts'

const shop = await openShop(t, { jobs: false })
const { stripe, portal, merchant, world } = shop
const { books } = stripe

const text = async (path: string, client = portal) =>
  (await client.get(path)).body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const collected = async () => (await text('/paiements')).match(/· ([\d ,]+) € encaissé/)?.[1]

/** Runs `act` with every webhook lost. */
async function unheard<Result>(act: () => Promise<Result>): Promise<Result> {
  const { deliver } = stripe
  stripe.deliver = undefined
  try {
    return await act()
  } finally {
    stripe.deliver = deliver
  }
}

t.test('A payment that is contested says so: how much, why, until when, and where to answer', async (t) => {
  const { id, session, detail } = await payAtStripe(shop)
  const due_by = Date.UTC(2026, 11, 24, 22, 59) / 1000
  const evidence_details = { due_by, has_evidence: false, past_due: false }
  const dispute = await books.dispute(session, {
    amount: 20_000,
    reason: 'product_not_received',
    evidence_details,
  })
  t.equal(await labelOf(shop, id), 'disputed')
  const page = await text(detail)
  t.match(page, 'Paiement contesté')
  t.match(page, /Votre client conteste 200,00.€ auprès de sa banque/)
  t.match(page, 'Le client dit ne pas avoir reçu ce qu’il a payé.')
  t.match(page, 'Répondez au plus tard le 24 décembre 2026')
  t.match((await portal.get(detail)).body, `href="https://dashboard.stripe.com/test/disputes/${dispute.id}"`)
  t.match(page, 'Répondre sur Stripe')
  t.match(page, /Paiement contesté par le client 200,00/)
  const { email } = await addPerson(world, merchant.id, 'member')
  const english = await signIn(world, email)
  await english.post('/langue', { language: 'en' })
  t.match(await text(detail, english), /Your customer contests €200.00 with their bank\..*Answer on Stripe/)
})

t.test('It is in the list, to check, and in the file', async (t) => {
  const { id, session } = await payAtStripe(shop)
  await books.dispute(session)
  for (const path of ['/paiements?status=disputed', '/paiements?status=attention']) {
    const { body } = await portal.get(path)
    t.match(body, id, path)
    t.match(body, /data-label="disputed">Contesté</, path)
  }
  t.match(await text('/paiements'), /demandes? à vérifier/)
  t.match(await exportedRow(shop, id), { Statut: 'Contesté', 'Contesté (EUR)': '249,00' })
})

t.test('The owners and the notice addresses are written to at once, and once each', async (t) => {
  const { email: owner } = await addPerson(world, merchant.id, 'owner')
  await addPerson(world, merchant.id, 'admin')
  const { id, session } = await payAtStripe(shop)
  const dispute = await books.dispute(session)
  const tell = (type: string) =>
    shop.deliver(sign(JSON.stringify(createEvent(type, dispute)), [stripe.webhookSecret]))
  await Promise.all([tell('charge.dispute.updated'), tell('charge.dispute.created'), look(shop), look(shop)])
  const written = await messagesOf(shop, id, 'dispute_notice')
  t.strictSame(
    written.map(({ recipient }) => recipient).sort(),
    ['contact@atelier.example', merchant.email, owner].sort(),
  )
  t.equal((await disputesOf(shop, id)).length, 1)
  t.equal((await shop.eventsOf(id)).filter((kind) => kind === 'dispute_opened').length, 1)
})

t.test('While it lasts nothing is refunded: 409, and why; afterwards it is', async (t) => {
  const { id, session, detail, refunds } = await payAtStripe(shop)
  const dispute = await books.dispute(session)
  t.notMatch((await portal.get(detail)).body, `href="${refunds}"`)
  for (const headers of [{}, htmx]) {
    const answer = await portal.post(refunds, { amount: '1,00', idempotency_key: newToken() }, { headers })
    t.equal(answer.statusCode, 409)
    t.match(answer.body, 'Ce paiement est contesté\u00a0: le remboursement est suspendu.')
  }
  await books.changeDispute(dispute, 'won')
  t.equal(await labelOf(shop, id), 'paid')
  t.equal((await portal.post(refunds, { amount: '1,00', idempotency_key: newToken() })).statusCode, 303)
})

t.test('Lost: the label says so, and the sum is collected nowhere', async (t) => {
  const before = await collected()
  const { id, session, detail, refunds } = await payAtStripe(shop)
  t.not(await collected(), before)
  const dispute = await books.dispute(session)
  await unheard(() => books.changeDispute(dispute, 'lost'))
  t.equal(await labelOf(shop, id), 'disputed')
  t.strictSame(await look(shop), [])
  t.equal(await labelOf(shop, id), 'dispute_lost')
  t.equal(await collected(), before)
  t.match(await text(detail), 'Contestation perdue')
  t.match(await exportedRow(shop, id), {
    Statut: 'Contestation perdue',
    'Contestation perdue (EUR)': '249,00',
  })
  t.match((await portal.get('/paiements?status=dispute_lost')).body, id)
  t.notMatch((await portal.get('/paiements?status=attention')).body, id)
  t.equal(
    (await portal.post(refunds, { amount: '1,00', idempotency_key: newToken() })).statusCode,
    422,
    'nothing is left to give back',
  )
  t.match(await text('/activite'), `${before} € en`)
})

t.test('Lost for a part: the rest is collected, and can be refunded', async (t) => {
  const { id, session, refunds } = await payAtStripe(shop)
  const before = await collected()
  const dispute = await books.dispute(session, { amount: 4900 })
  await books.changeDispute(dispute, 'lost')
  t.equal(cents(await collected()), cents(before) - 4900)
  t.match((await portal.get(refunds)).body, /value="200,00"/)
  t.equal(await labelOf(shop, id), 'dispute_lost')
})

t.test('An inquiry that is closed leaves no trace but in the history', async (t) => {
  const { id, session, detail } = await payAtStripe(shop)
  const inquiry = await books.dispute(session, { status: 'warning_needs_response' })
  t.equal(await labelOf(shop, id), 'disputed')
  await books.changeDispute(inquiry, 'warning_under_review')
  t.match(await text(detail), 'Aucune réponse n’est attendue de vous pour le moment.')
  await books.changeDispute(inquiry, 'warning_closed')
  t.equal(await labelOf(shop, id), 'paid')
  t.match(await text(detail), 'Contestation close sans conséquence')
  t.match(await disputesOf(shop, id), [{ status: 'closed' }])
})

t.test(
  'Whatever order it is heard in, it ends as at Stripe; an older answer changes nothing (F14)',
  async (t) => {
    const { id, session } = await payAtStripe(shop)
    const dispute = await books.dispute(session)
    const stale = { ...dispute }
    const tell = (type: string) =>
      shop.deliver(sign(JSON.stringify(createEvent(type, dispute)), [stripe.webhookSecret]))
    // The answer is made before the dispute is won, and arrives after that.
    const slow = Promise.withResolvers<void>()
    stripe.next(() => slow.promise)
    const early = tell('charge.dispute.updated')
    await new Promise((resolve) => setTimeout(resolve, 200))
    await books.changeDispute(dispute, 'won')
    t.equal(await labelOf(shop, id), 'paid')
    slow.resolve()
    t.equal((await early).statusCode, 200)
    t.equal(await labelOf(shop, id), 'paid', 'the early answer changes nothing')
    await shop.deliver(
      sign(JSON.stringify(createEvent('charge.dispute.created', stale)), [stripe.webhookSecret]),
    )
    t.equal(await labelOf(shop, id), 'paid', 'what the event itself says is not believed')
    await books.changeDispute(dispute, 'lost')
    t.equal(await labelOf(shop, id), 'dispute_lost', 'the bank has the last word')
    await books.changeDispute(dispute, 'won')
    t.equal(await labelOf(shop, id), 'paid')
  },
)

t.test('One that had ended before we heard of it is told as it ended', async (t) => {
  const { id, session } = await payAtStripe(shop)
  await unheard(async () => books.changeDispute(await books.dispute(session), 'lost'))
  t.strictSame(await look(shop), [])
  t.equal(await labelOf(shop, id), 'dispute_lost')
  t.ok((await messagesOf(shop, id, 'dispute_notice')).length > 0)
})

t.test('A key that may not see disputes is reported, and refunds are seen all the same', async (t) => {
  const { id, session } = await payAtStripe(shop)
  await unheard(() => books.refundElsewhere(session))
  const { account } = stripe
  const { secretKey } = account
  // The key loses its rights at Stripe.
  account.secretKey = 'sk_test_another'
  account.keysWithout.dispute_read = secretKey
  t.match(await look(shop), [{ name: 'KeyRefused' }])
  Object.assign(account, { secretKey })
  account.keysWithout.dispute_read = 'rk_test_none'
  t.equal(await labelOf(shop, id), 'refunded')
})

const cents = (amount: string | undefined) => Number(amount!.replace(/\D/g, ''))
