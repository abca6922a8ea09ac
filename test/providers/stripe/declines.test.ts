/** Cards that are refused on Stripe's own page are in the history as it happens, each with its reason. */
import t from 'tap'
import { declineIn } from '../../../src/providers/stripe/declines.ts'
import { textOf } from '../../fixtures/payments/disputed.ts'
import { openShop } from '../../fixtures/providers/stripe/shop.ts'
import { openSession } from '../../fixtures/providers/stripe/silence.ts'

const shop = await openShop(t, { jobs: false })
const { stripe, portal, customer } = shop
const { books } = stripe
const { deliver } = stripe

const told = async (id: string) => {
  const events = shop.deps.db.selectFrom('request_events').select(['kind', 'failure_code'])
  const declines = await events
    .where('request_id', '=', id)
    .where('kind', '=', 'attempt_declined')
    .orderBy('id')
    .execute()
  return declines.map(({ failure_code }) => failure_code)
}

t.test('Opening Stripe’s page is said as it is: no bank has asked for anything', async (t) => {
  const { id } = await openSession(shop)
  t.strictSame(await shop.eventsOf(id), ['created', 'attempt_started', 'attempt_page_opened'])
  const text = await textOf(portal, `/paiements/${id}`)
  t.match(text, 'Page de paiement ouverte')
  t.notMatch(text, 'Confirmation demandée')
})

t.test('Each refused card is told with its reason, while the request stays payable', async (t) => {
  stripe.deliver = deliver
  const { id, link, session } = await openSession(shop)
  await books.decline(session.id, { decline_code: 'insufficient_funds' })
  await books.decline(session.id, { decline_code: 'fraudulent' })
  const page = await textOf(portal, `/paiements/${id}`)
  t.match(page, /Carte refusée Suspicion de fraude sur ce paiement\. Votre client peut réessayer\./)
  t.match(page, /Carte refusée La carte a atteint son plafond autorisé\. Votre client peut réessayer\./)
  t.equal(await shop.statusOf(id), 'pending')
  t.equal(shop.sessionOf(await shop.press(link)).id, session.id, 'the same page is open still')
  await shop.sweep(id)
  t.strictSame(await told(id), ['insufficient_funds', 'fraud_suspected'], 'the sweep tells nothing twice')
  await books.pay(session.id)
  t.equal(await shop.statusOf(id), 'paid')
  t.notMatch(await textOf(portal, `/paiements/${id}`), 'Votre client peut réessayer')
  t.match((await customer.get(link)).body, /data-state="paid"/)
})

t.test('An event that comes twice, or late, is told once', async (t) => {
  stripe.deliver = undefined
  const { id, session } = await openSession(shop)
  await books.decline(session.id)
  const webhook = stripe.undelivered.pop()!
  for (let time = 0; time < 3; time += 1) t.equal((await shop.deliver(webhook)).statusCode, 200)
  t.strictSame(await told(id), ['card_declined'])
  await books.decline(session.id, { decline_code: 'insufficient_funds' })
  const late = stripe.undelivered.pop()!
  await books.timeOut(session.id)
  await shop.sweep(id)
  t.match(await shop.attemptsOf(id), [{ status: 'failed', failure_code: 'insufficient_funds' }])
  t.equal((await shop.deliver(late)).statusCode, 200)
  t.strictSame(await told(id), ['card_declined'], 'the end of the attempt has told of it')
  stripe.deliver = deliver
})

t.test('Without any webhook, the sweep tells of the last card that was refused', async (t) => {
  stripe.deliver = undefined
  const { id, session } = await openSession(shop)
  await books.decline(session.id, { decline_code: 'lost_card' })
  t.strictSame(await shop.sweep(id), [])
  t.strictSame(await shop.sweep(id), [])
  t.strictSame(await told(id), ['fraud_suspected'])
  t.match(await shop.attemptsOf(id), [{ status: 'challenged' }])
  stripe.deliver = deliver
})

t.test('A decline is named by its charge, or by its card when no charge was tried', (t) => {
  const card = { type: 'card_error', code: 'card_declined', payment_method: { id: 'pm_1' } }
  t.strictSame(declineIn({ ...card, charge: 'ch_1' }), { ref: 'ch_1', code: 'card_declined' })
  t.strictSame(declineIn(card), { ref: 'pm_1', code: 'card_declined' })
  for (const none of [undefined, null, {}, 'no', { type: 'card_error' }]) t.equal(declineIn(none), undefined)
  t.end()
})
