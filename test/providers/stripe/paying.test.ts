import t from 'tap'
import { openShop } from '../../fixtures/providers/stripe/shop.ts'

const shop = await openShop(t)
const { stripe, customer } = shop
const { books } = stripe

t.test('the customer goes to Stripe’s page, pays there, and both sides say so', async (t) => {
  const { id, link } = await shop.askForMoney()
  const url = await shop.press(link)
  t.equal(new URL(url).origin, stripe.base)
  t.match(await shop.attemptsOf(id), [{ status: 'challenged', gateway: 'stripe', challenge_url: url }])
  const page = await fetch(url)
  t.match(await page.text(), /249\.00 eur/)
  const paid = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ decision: 'pay' }),
    redirect: 'manual',
  })
  t.equal(paid.headers.get('location'), `http://localhost:3000${link}?retour=paiement`)
  t.equal(await shop.statusOf(id), 'paid')
  t.match((await customer.get(link)).body, /data-state="paid"/)
  t.match((await shop.portal.get(`/paiements/${id}`)).body, /data-status="paid"/)
  t.strictSame(await shop.eventsOf(id), ['created', 'attempt_started', 'attempt_page_opened', 'paid'])
})

t.test('a form may lead to Stripe’s page, and a test’s Stripe is where it says (S8)', async (t) => {
  const policy = (await customer.get('/mentions-legales')).headers['content-security-policy']
  t.match(policy, `form-action 'self' https://checkout.stripe.com ${stripe.base};`)
})

t.test('Checkout at a domain of the account’s own is where the customer goes (S8, S15)', async (t) => {
  stripe.checkoutDomain = 'https://pay.merchant.example'
  const { id, link } = await shop.askForMoney()
  const policy = String((await customer.get(link)).headers['content-security-policy'])
  t.match(policy, `form-action 'self' https: https://checkout.stripe.com ${stripe.base};`)
  const url = await shop.press(link)
  t.match(url, /^https:\/\/pay\.merchant\.example\/c\/pay\/cs_test_/)
  t.equal(await shop.press(link), url, 'and comes back to')
  t.match(await shop.attemptsOf(id), [{ status: 'challenged', challenge_url: url }])
  stripe.checkoutDomain = undefined
  await books.pay(shop.sessionOf(url).id)
  t.equal(await shop.statusOf(id), 'paid')
  const paid = String((await customer.get(link)).headers['content-security-policy'])
  t.notMatch(paid, 'https: ', 'a page without a form that leads there allows nothing more')
})

t.test('coming back proves nothing (S48)', async (t) => {
  const { id, link } = await shop.askForMoney()
  const session = shop.sessionOf(await shop.press(link))
  const asked = stripe.asked.length
  for (const back of [
    session.success_url,
    session.cancel_url!,
    `${session.success_url}&session_id=${session.id}`,
  ]) {
    const { pathname, search } = new URL(back)
    const page = await customer.get(pathname + search)
    t.equal(page.statusCode, 200)
    t.notMatch(page.body, /data-state="paid"/)
  }
  t.equal(stripe.asked.length, asked, 'nor is Stripe asked')
  t.equal(await shop.statusOf(id), 'pending')
  t.match(await shop.attemptsOf(id), [{ status: 'challenged' }])
})

t.test('a customer who comes back before the webhook is being confirmed, and finds out (F16)', async (t) => {
  const { deliver } = stripe
  stripe.deliver = undefined
  const { id, link } = await shop.askForMoney()
  const session = shop.sessionOf(await shop.press(link))
  await books.pay(session.id)
  const { pathname, search } = new URL(session.success_url)
  t.match((await customer.get(pathname + search)).body, /data-state="confirming"/)
  const answer = await customer.post(`${link}/verification`, {})
  t.match(answer, { statusCode: 303, headers: { location: link } })
  t.equal(await shop.statusOf(id), 'paid')
  stripe.deliver = deliver
  stripe.undelivered.length = 0
})

t.test('two tabs, and a customer who comes back, have the same page of Stripe’s (S55)', async (t) => {
  const { id, link } = await shop.askForMoney()
  const before = books.sessions.length
  const [one, two] = await Promise.all([shop.press(link), shop.press(link)])
  const urls = [one, two].filter((url) => url !== link)
  t.ok(urls.length >= 1, 'the second may have come while the first was asking')
  const again = await shop.press(link)
  t.same([...new Set([...urls, again])], [again])
  await books.decline(shop.sessionOf(again).id)
  t.equal(await shop.press(link), again, 'after a declined card too')
  t.equal(books.sessions.length, before + 1)
  t.equal((await shop.attemptsOf(id)).length, 1)
})

t.test('the button is a form of our own page (S13)', async (t) => {
  const { id, link } = await shop.askForMoney()
  const headers = { 'sec-fetch-site': 'cross-site' }
  t.equal((await customer.post(`${link}/paiement`, {}, { headers })).statusCode, 403)
  t.equal((await shop.attemptsOf(id)).length, 0)
})

t.test('what was logged all along holds no key and no secret (S3)', async (t) => {
  const log = shop.world.log.join('')
  const { secretKey, liveKey, otherKey } = stripe.account
  for (const secret of [secretKey, liveKey, otherKey, stripe.webhookSecret])
    t.notOk(log.includes(secret.slice(8)))
})
