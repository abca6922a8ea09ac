/** Ways to pay beside cards: chosen by the merchant, offered by Stripe, named wherever a payment is told. */
import t from 'tap'
import { createStripeGateway } from '../../../src/providers/stripe/gateway.ts'
import { methodNames, methods } from '../../../src/providers/stripe/methods.ts'
import { exportAs } from '../../fixtures/exports.ts'
import { newStripeCharge, sessionsOf } from '../../fixtures/providers/stripe/charged.ts'
import { openShop } from '../../fixtures/providers/stripe/shop.ts'

const shop = await openShop(t)
const { stripe, portal, customer } = shop
const { books } = stripe
const choose = (...chosen: string[]) =>
  portal.post('/reglages/stripe/moyens', Object.fromEntries(chosen.map((method) => [method, 'on'])))
const offered = () => stripe.asked.findLast(({ path }) => path === '/v1/checkout/sessions')!.body

t.test('cards alone are offered until the merchant chooses more', async (t) => {
  const { link } = await shop.askForMoney()
  await shop.press(link)
  t.match(offered(), { allowed_payment_method_types: ['card'] })
  t.equal((await choose('klarna', 'paypal', 'sepa_debit')).statusCode, 303)
  const { body } = await portal.get('/reglages/stripe')
  for (const method of methods) {
    const box = body.match(new RegExp(`<input id="${method}"[^>]*>`))?.[0] ?? ''
    t.equal(box.includes(' checked'), ['klarna', 'paypal'].includes(method), method)
  }
  await shop.press((await shop.askForMoney()).link)
  t.match(offered(), { allowed_payment_method_types: ['card', 'klarna', 'paypal'] })
})

t.test('a choice that changes while a customer pays changes nothing for them', async (t) => {
  const { id, link } = await shop.askForMoney()
  stripe.next('lost')
  await customer.post(`${link}/paiement`, {})
  await choose('alma')
  t.strictSame(await shop.sweep(id), [])
  t.match(await shop.attemptsOf(id), [{ charge: { methods: ['klarna', 'paypal'] } }])
  t.equal(books.sessions.filter(({ client_reference_id }) => client_reference_id === id).length, 1)
})

t.test('what was used is on the detail, the receipt and in the export', async (t) => {
  await choose(...methods)
  for (const [type, name] of Object.entries({ ...methodNames, wechat_pay: 'wechat_pay' })) {
    const { id, link } = await shop.askForMoney()
    const { id: session } = shop.sessionOf(await shop.press(link))
    await books.pay(session, {}, { type, [type]: {} })
    t.equal(await shop.statusOf(id), 'paid')
    t.match((await portal.get(`/paiements/${id}`)).body, `<span class="nums">${name}</span>`)
    t.match((await customer.get(`${link}/recu`)).body, `<span class="nums">${name}</span>`)
    const rows = await exportAs(portal, '')
    t.equal(rows.find(({ Identifiant }) => Identifiant === id)?.['Payé par'], name)
  }
  const { id, link } = await shop.askForMoney()
  await books.pay(shop.sessionOf(await shop.press(link)).id)
  const rows = await exportAs(portal, '')
  t.equal(rows.find(({ Identifiant }) => Identifiant === id)?.['Payé par'], 'Visa •••• 4242')
})

t.test('a way to pay that the account has not activated leaves the bill payable by card', async (t) => {
  books.inactive = ['klarna']
  const { id, link } = await shop.askForMoney()
  const session = shop.sessionOf(await shop.press(link))
  t.match(offered(), { allowed_payment_method_types: ['card'] })
  await books.pay(session.id)
  t.equal(await shop.statusOf(id), 'paid')
  t.equal(books.sessions.filter(({ client_reference_id }) => client_reference_id === id).length, 1)
})

t.test('an e-mail and a way to pay that are refused are both left out', async (t) => {
  const { secretKey } = stripe.account
  const gateway = createStripeGateway({ secretKey, apiBase: stripe.base, methods: ['klarna'] })
  const charge = newStripeCharge(gateway, { customerEmail: 'léa@courriel.example', methods: ['klarna'] })
  t.match(await gateway.pay(charge, null), { status: 'challenged' })
  t.match(sessionsOf(books, charge), [{ customer_email: null }])
  t.match(await gateway.find({ ...charge, ref: null }), { status: 'challenged' })
  t.equal(sessionsOf(books, charge).length, 1, 'and found again without an answer')
})
