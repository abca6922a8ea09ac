/** Chooses the gateway of a payment, by the mode and the merchant's own keys. */
import type { Kysely } from 'kysely'
import type { Config } from '../config/config.ts'
import type { Database } from '../db/schema.ts'
import type { Gateway, Gateways } from '../domain/gateway.ts'
import type { Mode } from '../domain/words.ts'
import { findSecretKey } from './keys/store.ts'
import { createStripeGateway } from './stripe/gateway.ts'

/** A live request never reaches the sandbox. */
export function createGateways(
  db: Kysely<Database>,
  { appSecret, stripeApiBase }: Pick<Config, 'appSecret' | 'stripeApiBase'>,
  sandbox: Gateway,
): Gateways {
  async function findStripe(merchantId: string, mode: Mode): Promise<Gateway | undefined> {
    const secretKey = await findSecretKey(db, merchantId, { gateway: 'stripe', mode }, appSecret)
    return secretKey === undefined ? undefined : createStripeGateway({ secretKey, apiBase: stripeApiBase })
  }
  const findSandbox = (mode: Mode) => (mode === 'test' ? sandbox : undefined)

  return {
    forRequest: async ({ merchantId, mode, hasOwnKeys = true }) =>
      (hasOwnKeys ? await findStripe(merchantId, mode) : undefined) ?? findSandbox(mode),
    forAttempt: async ({ gateway, charge: { merchantId, mode } }) =>
      gateway === 'stripe' ? findStripe(merchantId, mode) : findSandbox(mode),
  }
}
