/**
 * Changes a merchant's gateway keys, and so the account that gets the money (S32). The owners are told of every
 * change.
 */
import type { Kysely } from 'kysely'
import { queueAccountLetter } from '../../accounts/letters/letters.ts'
import { listPeople } from '../../accounts/team/store.ts'
import type { Trx } from '../../db/connect.ts'
import type { Database } from '../../db/schema.ts'
import { type GatewayMode, rotateWebhookSecret, saveSecretKey } from './store.ts'
import { removeKeys } from './use-store.ts'

/** An empty field keeps what is saved. */
export interface NewKeys {
  secretKey: string
  webhookSecret: string
}

export async function saveKeys(
  db: Kysely<Database>,
  merchantId: string,
  keys: GatewayMode,
  { secretKey, webhookSecret }: NewKeys,
  appSecret: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (secretKey) await saveSecretKey(trx, merchantId, keys, secretKey, appSecret)
    if (webhookSecret) await rotateWebhookSecret(trx, merchantId, keys, webhookSecret, appSecret)
    if (secretKey || webhookSecret) await tellOwners(trx, merchantId, keys)
  })
}

/** Removes the keys. False while a payment or a refund is under way with them. */
export function takeKeysBack(db: Kysely<Database>, merchantId: string, keys: GatewayMode): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const isRemoved = await removeKeys(trx, merchantId, keys)
    if (isRemoved) await tellOwners(trx, merchantId, keys)
    return isRemoved
  })
}

async function tellOwners(trx: Trx, merchantId: string, keys: GatewayMode): Promise<void> {
  for (const { id: ownerId, role } of await listPeople(trx, merchantId)) {
    if (role === 'owner')
      await queueAccountLetter(trx, { kind: 'keys_changed', merchantId, ownerId, ...keys })
  }
}
