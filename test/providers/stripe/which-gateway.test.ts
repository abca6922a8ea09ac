import t from 'tap'
import { findKey, saveSecretKey } from '../../../src/providers/keys/store.ts'
import { createStripeGateway } from '../../../src/providers/stripe/gateway.ts'
import { addMerchant } from '../../fixtures/app.ts'
import { createRequest, permalinkOf, signIn } from '../../fixtures/client.ts'
import { openShop } from '../../fixtures/providers/stripe/shop.ts'

t.test('which gateway', async (t) => {
  const shop = await openShop(t, { jobs: false })
  const { deps, stripe } = shop
  const { gateways, config, db } = deps
  const bare = await addMerchant(shop.world)
  const nameFor = async (merchantId: string, mode: 'test' | 'live') =>
    (await gateways.forRequest({ merchantId, mode }))?.name
  const nameOf = async (gateway: string, merchantId: string, mode: 'test' | 'live') =>
    (await gateways.forAttempt({ gateway, charge: { merchantId, mode } }))?.name

  t.test('test mode: the sandbox until there is a key; live mode: Stripe or nothing', async (t) => {
    t.equal(await nameFor(bare.id, 'test'), 'sandbox')
    t.equal(await nameFor(bare.id, 'live'), undefined)
    t.equal(await nameFor(shop.merchant.id, 'test'), 'stripe')
    t.equal(await nameFor(shop.merchant.id, 'live'), undefined)
    await saveSecretKey(
      db,
      bare.id,
      { gateway: 'stripe', mode: 'live' },
      stripe.account.liveKey,
      config.appSecret,
    )
    t.equal(await nameFor(bare.id, 'live'), 'stripe')
    t.equal(await nameFor(bare.id, 'test'), 'sandbox')
  })

  t.test(
    'an attempt stays with the gateway it was made with; a live one never reaches the sandbox (S59)',
    async (t) => {
      t.equal(await nameOf('sandbox', shop.merchant.id, 'test'), 'sandbox')
      t.equal(await nameOf('stripe', bare.id, 'test'), undefined)
      t.equal(await nameOf('sandbox', bare.id, 'live'), undefined)
      t.equal(await nameOf('stripe', bare.id, 'live'), 'stripe')
    },
  )

  t.test('a session of the other mode is not believed (S47)', async (t) => {
    const portal = await signIn(shop.world, shop.merchant.email)
    const id = await createRequest(portal)
    await shop.press(await permalinkOf(portal, id))
    const [{ charge, gateway_ref: ref }] = (await shop.attemptsOf(id)) as [
      Awaited<ReturnType<typeof shop.attemptsOf>>[number],
    ]
    const live = createStripeGateway({ secretKey: stripe.account.liveKey, apiBase: stripe.base })
    await t.rejects(live.find({ ...charge, mode: 'live', ref }), /livemode false, not true/)
  })
})

t.test('a key of another account is refused until what is under way has ended', async (t) => {
  const shop = await openShop(t, { jobs: false })
  const { stripe, deps } = shop
  const { secretKey, otherKey } = stripe.account
  const save = (secret_key: string) => shop.portal.post('/reglages/stripe', { mode: 'test', secret_key })
  const { id, link } = await shop.askForMoney()
  const { id: session } = shop.sessionOf(await shop.press(link))
  const refused = await save(otherKey)
  t.equal(refused.statusCode, 409)
  t.match(refused.body, 'Un paiement ou un remboursement est en cours avec ces clés')
  t.notMatch(refused.body, otherKey)
  const test = { gateway: 'stripe', mode: 'test' } as const
  const kept = async () => (await findKey(deps.db, shop.merchant.id, test, deps.config.appSecret))?.secretKey
  t.equal(await kept(), secretKey)
  t.equal((await save(secretKey)).statusCode, 303)
  await stripe.books.pay(session)
  t.equal(await shop.statusOf(id), 'paid')
  t.equal((await save(otherKey)).statusCode, 303)
  t.equal(await kept(), otherKey)
})
