/** APP_SECRET was lost, and with it what the merchant had given. */
import t from 'tap'
import { startWorldOn } from '../../fixtures/app.ts'
import { createClient, signIn } from '../../fixtures/client.ts'
import { openShop } from '../../fixtures/providers/stripe/shop.ts'
import { payInSilence } from '../../fixtures/providers/stripe/silence.ts'

const shop = await openShop(t, { jobs: false })
const { stripe, merchant } = shop
stripe.deliver = undefined
const { webhook } = await payInSilence(shop)
const { link } = await shop.askForMoney()
const env = {
  APP_SECRET: 'another secret, of forty-two characters ok',
  APP_SECRET_PREVIOUS: 'lost',
  STRIPE_API_BASE: stripe.base,
}
const world = await startWorldOn(t, shop.deps.databaseUrl, { env, jobs: false })
const portal = await signIn(world, merchant.email)
const customer = createClient(world)

t.test('a customer reads whom to contact, and Stripe is not called', async (t) => {
  const asked = stripe.asked.length
  t.equal((await customer.post(`${link}/paiement`, {})).statusCode, 409)
  t.match((await customer.get(link)).body, /ne peut pas être payé en ligne pour le moment/)
  t.equal(stripe.asked.length, asked)
})

t.test('the merchant is told on every page, and on that of the keys why', async (t) => {
  t.match((await portal.get('/paiements')).body, 'data-refused-key="test"')
  const { statusCode, body } = await portal.get('/reglages/stripe')
  t.equal(statusCode, 200)
  t.match(body, /La clé enregistrée ne peut plus être lue.: saisissez-la de nouveau\./)
  t.notMatch(body, 'Stripe refuse cette clé depuis')
})

t.test('a webhook whose secret cannot be read is none that we know', async (t) => {
  const { statusCode } = await world.app.inject({
    method: 'POST',
    url: `/webhooks/stripe/${merchant.id}`,
    headers: { host: 'localhost:3000', ...webhook.headers },
    payload: webhook.payload,
  })
  t.equal(statusCode, 404, 'Stripe sends it again for three days')
})

t.test('given again, the key takes payments', async (t) => {
  const given = { mode: 'test', secret_key: stripe.account.secretKey, webhook_secret: stripe.webhookSecret }
  t.equal((await portal.post('/reglages/stripe', given)).statusCode, 303)
  t.notMatch((await portal.get('/paiements')).body, 'data-refused-key')
  t.ok(shop.sessionOf((await customer.post(`${link}/paiement`, {})).headers.location!))
})
