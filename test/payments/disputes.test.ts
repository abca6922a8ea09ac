import t from 'tap'
import { newToken } from '../../src/domain/ids.ts'
import { addPerson } from '../fixtures/app.ts'
import { htmx, signIn } from '../fixtures/client.ts'
import { textOf, unheard } from '../fixtures/payments/disputed.ts'
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
  const page = await textOf(portal, detail)
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
  t.match(await textOf(english, detail), /Your customer contests €200.00 with their bank\..*Answer on Stripe/)
})

t.test('It is in the list, to check, and in the file', async (t) => {
  const { id, session } = await payAtStripe(shop)
  await books.dispute(session)
  for (const path of ['/paiements?status=disputed', '/paiements?status=attention']) {
    const { body } = await portal.get(path)
    t.match(body, id, path)
    t.match(body, /data-label="disputed">Contesté</, path)
  }
  t.match(await textOf(portal, '/paiements'), /À vérifier \d/)
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

t.test('A key that may not see disputes is reported, and refunds are seen all the same', async (t) => {
  const { id, session } = await payAtStripe(shop)
  await unheard(stripe, () => books.refundElsewhere(session))
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
