/** The keys of merchants, tried at Stripe on what takes a payment. Nothing is changed there, and nothing kept here. */
import type { Config } from '../config/config.ts'
import type { Db } from '../db/connect.ts'
import { openSecret } from '../providers/keys/seal.ts'
import { createStripeGateway } from '../providers/stripe/gateway.ts'
import { paths } from '../web/paths.ts'
import { doubtful, type Finding, fine } from './finding.ts'
import { listMerchantKeys } from './store.ts'

const gateway = 'stripe'
/** Each takes three calls, one after the other. */
const mostTried = 20

export async function tryMerchantKeys(
  db: Db,
  { appSecret, stripeApiBase: apiBase }: Pick<Config, 'appSecret' | 'stripeApiBase'>,
): Promise<Finding> {
  const refused: string[] = []
  const keys = await listMerchantKeys(db, gateway, mostTried)
  for (const { merchant_id: merchantId, mode, secret_key } of keys) {
    const secretKey = openSecret(appSecret, secret_key, { merchantId, mode })
    // Without `onKeyVerdict`: it only looks.
    const isTaken = await createStripeGateway({ secretKey, apiBase }).canTakePayments!()
    if (!isTaken) refused.push(`${merchantId} (${mode})`)
  }
  if (refused.length === 0) return fine(`Stripe takes the ${keys.length} keys of merchants that were tried`)
  return doubtful(
    `Of ${keys.length} keys of merchants Stripe refuses, or APP_SECRET does not open: ${refused.join(', ')}`,
    `These merchants have to give a key again, at ${paths.gatewayKeys(gateway)}`,
  )
}
