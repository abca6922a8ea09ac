import t from 'tap'
import { newToken } from '../../src/domain/ids.ts'
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
const { stripe, portal } = shop
const { books } = stripe
const collected = async () => (await textOf(portal, '/paiements')).match(/· ([\d ,]+) € encaissé/)?.[1]

t.test('Lost: the label says so, and the sum is collected nowhere', async (t) => {
  // One more, which stays collected.
  await payAtStripe(shop)
  const before = await collected()
  const { id, session, detail, refunds } = await payAtStripe(shop)
  t.not(await collected(), before)
  const dispute = await books.dispute(session)
  await unheard(stripe, () => books.changeDispute(dispute, 'lost'))
  t.equal(await labelOf(shop, id), 'disputed')
  t.strictSame(await look(shop), [])
  t.equal(await labelOf(shop, id), 'dispute_lost')
  t.equal(await collected(), before)
  t.match(await textOf(portal, detail), 'Contestation perdue')
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
  t.match(await textOf(portal, '/activite'), `${before} € en`)
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
  t.match(await textOf(portal, detail), 'Aucune réponse n’est attendue de vous pour le moment.')
  await books.changeDispute(inquiry, 'warning_closed')
  t.equal(await labelOf(shop, id), 'paid')
  t.match(await textOf(portal, detail), 'Contestation close sans conséquence')
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
  await unheard(stripe, async () => books.changeDispute(await books.dispute(session), 'lost'))
  t.strictSame(await look(shop), [])
  t.equal(await labelOf(shop, id), 'dispute_lost')
  t.ok((await messagesOf(shop, id, 'dispute_notice')).length > 0)
})

const cents = (amount: string | undefined) => Number(amount!.replace(/\D/g, ''))
