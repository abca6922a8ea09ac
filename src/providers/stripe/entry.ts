import { stripeApi } from '../../config/providers.ts'
import type { KeyVerdict } from '../../domain/key-verdict.ts'
import type { CreateGatewayEntry } from '../entry/gateway.ts'
import { findMethods } from '../keys/method-store.ts'
import { recordKeyVerdict } from '../keys/refusals.ts'
import { findKey } from '../keys/store.ts'
import { stripeForm } from './form.ts'
import { createStripeGateway } from './gateway.ts'
import { stripeRoutes } from './keys-routes.ts'
import { methodRoutes } from './method-routes.ts'
import { stripeWebhooks } from './webhooks.ts'

/** Where the customers of most accounts pay. Tests replace Stripe's API, and then the pages are on its origin. */
const checkoutOrigin = 'https://checkout.stripe.com'

/** Takes payments in both modes, for merchants who have given keys. The money goes to their account. */
export const createStripeEntry: CreateGatewayEntry = ({ config, db }) => {
  const { appSecret, stripeApiBase: apiBase } = config
  return {
    name: 'stripe',
    form: stripeForm,
    formTargets: [checkoutOrigin, ...(apiBase === stripeApi ? [] : [apiBase])],
    takes: (_mode, hasKeys) => hasKeys,
    async findAdapter(merchantId, mode) {
      const keys = { gateway: 'stripe', mode }
      const [key, methods] = await Promise.all([
        findKey(db, merchantId, keys, appSecret),
        findMethods(db, merchantId, keys.gateway),
      ])
      if (!key) return undefined
      const { keyId, secretKey } = key
      const onKeyVerdict = (verdict: KeyVerdict) => recordKeyVerdict(db, merchantId, keys, key, verdict)
      return createStripeGateway({ keyId, secretKey, apiBase, onKeyVerdict, methods })
    },
    openRoutes: (app, deps) => {
      app.register(stripeWebhooks, deps)
    },
    portalRoutes: (app, deps) => {
      stripeRoutes(app, deps)
      methodRoutes(app, deps)
    },
  }
}
