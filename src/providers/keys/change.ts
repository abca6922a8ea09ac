/**
 * Changes a merchant's gateway keys, and so the account that gets the money (S32). The owners are told of every
 * change. No attempt starts meanwhile: each change first locks the keys, then looks at what is under way with them.
 */
import type { Kysely } from 'kysely'
import type { AppSecret } from '../../config/app-secret.ts'
import type { Database } from '../../db/schema.ts'
import type { Reading } from '../../domain/key-verdict.ts'
import { queueForOwners } from './owners.ts'
import { type GatewayMode, saveSecretKey } from './store.ts'
import { deleteKeys, findUse, lockKeys } from './use-store.ts'
import { rotateWebhookSecret } from './webhook-secret-store.ts'

/** An empty field keeps what is saved. */
export interface NewKeys {
  secretKey: string
  webhookSecret: string
  /** The gateway's id of a charge that the new secret key can read: it is of the account that took it. */
  knownRef?: string | null | undefined
  /** What the new secret key may not read. */
  unseen?: Reading[] | undefined
}

/** `in_use`: a payment or refund is under way, perhaps at another account. `missing`: there is no secret key. */
export type SaveRefusal = 'in_use' | 'missing'

/** Returns undefined when done, else why nothing was saved. Throws `NotFound` when the account is closed. */
export function saveKeys(
  db: Kysely<Database>,
  merchantId: string,
  keys: GatewayMode,
  { secretKey, webhookSecret, knownRef, unseen }: NewKeys,
  appSecret: AppSecret,
): Promise<SaveRefusal | undefined> {
  return db.transaction().execute(async (trx) => {
    const isRefused = await lockKeys(trx, merchantId, keys)
    if (secretKey) {
      const use = await findUse(trx, merchantId, keys)
      // With a refused key no customer gets to a page of the gateway, so an attempt without an answer takes no money.
      if (use && use.ref !== (knownRef ?? null)) return 'in_use'
      if (use?.ref === null && !isRefused) return 'in_use'
      await saveSecretKey(trx, merchantId, keys, secretKey, appSecret, unseen)
    }
    if (webhookSecret && !(await rotateWebhookSecret(trx, merchantId, keys, webhookSecret, appSecret)))
      return 'missing'
    if (secretKey || webhookSecret) await queueForOwners(trx, merchantId, 'keys_changed', keys)
    return undefined
  })
}

/**
 * Removes the keys. False while a payment or a refund is under way with them. Throws `NotFound` when the account is
 * closed.
 */
export function removeKeys(db: Kysely<Database>, merchantId: string, keys: GatewayMode): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await lockKeys(trx, merchantId, keys)
    if (await findUse(trx, merchantId, keys)) return false
    const isRemoved = await deleteKeys(trx, merchantId, keys)
    if (isRemoved) await queueForOwners(trx, merchantId, 'keys_changed', keys)
    return isRemoved
  })
}
