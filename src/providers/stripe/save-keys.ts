import type { Kysely } from 'kysely'
import type { AppSecret } from '../../config/app-secret.ts'
import type { Database } from '../../db/schema.ts'
import type { Mode } from '../../domain/words.ts'
import { type NewKeys, type SaveRefusal, saveKeys } from '../keys/change.ts'
import { isWebhookSecret, secretKeyProblem } from './keys.ts'

/** As `saveKeys`. Throws for a text that is no key of Stripe's, or is of the other mode; the form has checked that before. */
export async function saveStripeKeys(
  db: Kysely<Database>,
  merchantId: string,
  mode: Mode,
  keys: NewKeys,
  appSecret: AppSecret,
): Promise<SaveRefusal | undefined> {
  const { secretKey, webhookSecret } = keys
  if (secretKey && secretKeyProblem(mode, secretKey)) throw new Error(`not a secret key of mode ${mode}`)
  if (webhookSecret && !isWebhookSecret(webhookSecret)) throw new Error('not a webhook secret')
  return saveKeys(db, merchantId, { gateway: 'stripe', mode }, keys, appSecret)
}
