/** Keys are changed in one process while a customer starts to pay in another. */
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { addMerchant, password, startWorldOn } from '../../fixtures/app.ts'
import { createClient, createRequest, permalinkOf, signIn } from '../../fixtures/client.ts'
import { race, times } from '../../fixtures/faults/race.ts'
import { giveKeys, openShop } from '../../fixtures/providers/stripe/shop.ts'

const shop = await openShop(t, { jobs: false })
const { stripe } = shop
const { secretKey, otherKey } = stripe.account

t.test(
  'thirty races of paying against saving, removing and closing: what started can be asked about (F29)',
  async (t) => {
    const second = await startWorldOn(t, shop.deps.databaseUrl, {
      jobs: false,
      env: { STRIPE_API_BASE: stripe.base },
    })
    const changes = {
      save: { path: '/reglages/stripe', fields: { mode: 'test', secret_key: otherKey } },
      remove: { path: '/reglages/stripe/retrait', fields: { mode: 'test' } },
      close: {
        path: '/fermeture',
        fields: { trade_name: 'Atelier', current_password: password },
      },
    }
    const wins: Record<string, number> = {}
    for (const round of times(30)) {
      const [name, { path, fields }] = Object.entries(changes)[round % 3]!
      const merchant = await addMerchant(shop.world, 'Atelier')
      await giveKeys(shop.world, merchant, secretKey, stripe.webhookSecret)
      const client = await signIn(shop.world, merchant.email)
      const id = await createRequest(client, { own_mail: 'on' })
      const link = await permalinkOf(client, id)
      const owner = await signIn(second, merchant.email)
      const [, changed] = await race(
        round,
        () => createClient(shop.world).post(`${link}/paiement`, {}),
        () => pause(round % 2 ? 0 : round % 11).then(() => owner.post(path, fields)),
      )
      const attempts = await shop.attemptsOf(id)
      const isChanged = changed.statusCode === 303
      t.ok(isChanged || changed.statusCode === 409, `${name}: ${changed.statusCode}`)
      for (const attempt of attempts) {
        const gateway = await shop.deps.gateways.forAttempt(attempt)
        const found = await gateway?.find({ ...attempt.charge, ref: attempt.gateway_ref })
        t.match(found, { status: 'challenged' }, `${name}: ${isChanged}`)
      }
      const end = `${name}: ${isChanged ? 'changed' : 'kept'}`
      wins[end] = (wins[end] ?? 0) + 1
    }
    t.comment(wins)
  },
)
