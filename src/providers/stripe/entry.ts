import type { CreateGatewayEntry } from '../entry/gateway.ts'
import { findKey } from '../keys/store.ts'
import { checkoutOrigins } from './addresses.ts'
import { stripeForm } from './form.ts'
import { createStripeGateway } from './gateway.ts'
import { stripeRoutes } from './keys-routes.ts'
import { stripeWebhooks } from './webhooks.ts'

/** Takes payments in both modes, for merchants who have given keys. The money goes to their account. */
export const createStripeEntry: CreateGatewayEntry = ({ config, db }) => {
  const { appSecret, stripeApiBase: apiBase } = config
  return {
    name: 'stripe',
    form: stripeForm,
    formTargets: checkoutOrigins(apiBase),
    takes: (_mode, hasKeys) => hasKeys,
    async findAdapter(merchantId, mode) {
      const key = await findKey(db, merchantId, { gateway: 'stripe', mode }, appSecret)
      return key && createStripeGateway({ ...key, apiBase })
    },
    openRoutes: (app, deps) => {
      app.register(stripeWebhooks, deps)
    },
    portalRoutes: stripeRoutes,
  }
}
