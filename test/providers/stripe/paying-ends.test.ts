import t from 'tap'
import { openShop } from '../../fixtures/providers/stripe/shop.ts'

const shop = await openShop(t)
const { stripe } = shop
const { books } = stripe

t.test('a request cancelled closes Stripe’s page first (S52)', async (t) => {
  const { id, link } = await shop.askForMoney()
  const session = shop.sessionOf(await shop.press(link))
  t.equal((await shop.portal.post(`/paiements/${id}/annulation`, {})).statusCode, 303)
  t.equal(session.status, 'expired')
  await books.pay(session.id)
  t.equal(await shop.statusOf(id), 'cancelled')
  t.equal(session.payment_intent, null)
})

t.test('a request that was paid meanwhile is not cancelled: it is paid (S52)', async (t) => {
  const { id, link } = await shop.askForMoney()
  const session = shop.sessionOf(await shop.press(link))
  const { deliver } = stripe
  stripe.deliver = undefined
  await books.pay(session.id)
  t.equal((await shop.portal.post(`/paiements/${id}/annulation`, {})).statusCode, 409)
  t.equal(await shop.statusOf(id), 'paid')
  stripe.deliver = deliver
  for (const webhook of stripe.undelivered.splice(0)) await stripe.send(webhook)
  t.equal((await shop.eventsOf(id)).filter((kind) => kind === 'paid').length, 1)
})

t.test('a webhook that comes before our own commit is not lost (F15)', async (t) => {
  const { id, link } = await shop.askForMoney()
  stripe.next(async () => {
    const [session] = books.sessions
    await books.pay(session!.id)
  })
  await shop.press(link)
  t.strictSame(stripe.undelivered, [])
  t.equal(await shop.statusOf(id), 'paid')
  t.match(await shop.attemptsOf(id), [{ status: 'succeeded', gateway_ref: books.sessions[0]!.id }])
})

t.test('webhooks that never come: whoever asks next learns it (F16)', async (t) => {
  const { deliver } = stripe
  stripe.deliver = undefined
  const paid = await shop.askForMoney()
  const left = await shop.askForMoney()
  const declined = await shop.askForMoney()
  await books.pay(shop.sessionOf(await shop.press(paid.link)).id)
  const second = shop.sessionOf(await shop.press(left.link))
  const third = shop.sessionOf(await shop.press(declined.link))
  await books.decline(third.id, { decline_code: 'insufficient_funds' })
  for (const { id } of [paid, left, declined]) t.strictSame(await shop.sweep(id), [])
  t.equal(await shop.statusOf(paid.id), 'paid')
  t.match(await shop.attemptsOf(left.id), [{ status: 'challenged' }], 'there is time left')
  for (const { id } of [second, third]) await books.expire(id)
  for (const { id } of [left, declined]) t.strictSame(await shop.sweep(id), [])
  t.match(await shop.attemptsOf(left.id), [{ status: 'abandoned', failure_code: 'timeout' }])
  t.match(await shop.attemptsOf(declined.id), [{ status: 'failed', failure_code: 'insufficient_funds' }])
  t.match(
    (await shop.portal.get(`/paiements/${declined.id}`)).body,
    /La carte a atteint son plafond autorisé/,
  )
  stripe.deliver = deliver
  stripe.undelivered.length = 0
})
