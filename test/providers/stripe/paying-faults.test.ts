import t from 'tap'
import { newToken } from '../../../src/domain/ids.ts'
import { saveSecretKey } from '../../../src/providers/keys/store.ts'
import { eventually } from '../../fixtures/app.ts'
import { openShop } from '../../fixtures/providers/stripe/shop.ts'

const shop = await openShop(t)
const { stripe, deps, customer } = shop
const { books } = stripe

t.test(
  'a crash between the commit and Stripe, or after Stripe, converges with one session (S53, F9)',
  async (t) => {
    for (const hasReachedStripe of [false, true]) {
      const { id, link } = await shop.askForMoney()
      stripe.next('lost')
      await shop.press(link)
      await eventually(async () => (await shop.attemptsOf(id))[0]!.status === 'challenged')
      // The row as it was when the process ended. Stripe has either forgotten the request or kept it.
      await deps.db
        .updateTable('attempts')
        .set({ status: 'started', gateway_ref: null })
        .where('request_id', '=', id)
        .execute()
      const mine = books.sessions.filter(({ client_reference_id }) => client_reference_id === id)
      t.equal(mine.length, 1)
      if (!hasReachedStripe) books.sessions.splice(books.sessions.indexOf(mine[0]!), 1)
      if (!hasReachedStripe) stripe.forgetKeys()
      t.equal(await shop.press(link), link, 'nobody may try again meanwhile')
      t.strictSame(await shop.sweep(id), [])
      t.match(await shop.attemptsOf(id), [{ status: 'failed', failure_code: 'processing_error' }])
      const open = books.sessions.filter(
        ({ status, client_reference_id }) => status === 'open' && client_reference_id === id,
      )
      t.strictSame(open, [])
    }
  },
)

t.test(
  'Stripe that says nothing: being confirmed, no second page, others do not wait for it (F6)',
  async (t) => {
    const { id, link } = await shop.askForMoney()
    stripe.next('hang')
    let isGivenUp = false
    const pressed = shop.press(link).finally(() => {
      isGivenUp = true
    })
    await eventually(async () => (await shop.attemptsOf(id)).length === 1)
    t.match((await customer.get(link)).body, /data-state="confirming"/)
    t.equal(await shop.press(link), link)
    t.equal((await customer.get('/sante')).statusCode, 200)
    t.notOk(isGivenUp)
    t.equal(await pressed, link)
    await eventually(async () => (await shop.attemptsOf(id))[0]!.status === 'challenged')
    const mine = books.sessions.filter(({ client_reference_id }) => client_reference_id === id)
    t.equal(mine.length, 1)
    t.equal(shop.sessionOf(await shop.press(link)).id, mine[0]!.id)
  },
)

t.test('A key that Stripe refuses takes no money, blames no card, and the log says why', async (t) => {
  const { id, link } = await shop.askForMoney()
  const { config, db } = deps
  const broken = `sk_test_${newToken()}`
  await saveSecretKey(db, shop.merchant.id, { gateway: 'stripe', mode: 'test' }, broken, config.appSecret)
  shop.world.log.length = 0
  t.equal((await customer.post(`${link}/paiement`, {})).statusCode, 409)
  t.match(await shop.attemptsOf(id), [{ status: 'failed', failure_code: 'key_refused' }])
  t.match(shop.world.log.join(''), /KeyRefused/)
  t.notMatch(shop.world.log.join(''), broken)
  await saveSecretKey(
    db,
    shop.merchant.id,
    { gateway: 'stripe', mode: 'test' },
    stripe.account.secretKey,
    config.appSecret,
  )
  t.ok(shop.sessionOf(await shop.press(link)), 'with a good key the customer can try again')
  t.equal(await shop.statusOf(id), 'pending')
})
