/** SQL of merchants' gateway keys. Callers give and get them in clear; they are encrypted in between. */
import { sql } from 'kysely'
import type { AppSecret } from '../../config/app-secret.ts'
import type { Db } from '../../db/connect.ts'
import type { Reading } from '../../domain/key-verdict.ts'
import type { Mode } from '../../domain/words.ts'
import { encryptSecret, openSecret } from './seal.ts'

/** A merchant has one secret key for each gateway and mode. */
export interface GatewayMode {
  gateway: string
  mode: Mode
}

/** Replaces the secret key. The webhook's secret stays. `unseen`: what it may not read. Call it with the keys locked. */
export async function saveSecretKey(
  db: Db,
  merchantId: string,
  { gateway, mode }: GatewayMode,
  secretKey: string,
  appSecret: AppSecret,
  unseen: Reading[] = [],
): Promise<void> {
  const secret_key = encryptSecret(appSecret, secretKey, { merchantId, mode })
  await db
    .insertInto('gateway_keys')
    .values({ merchant_id: merchantId, gateway, mode, secret_key, unseen })
    .onConflict((conflict) =>
      conflict.columns(['merchant_id', 'mode', 'gateway']).doUpdateSet({
        ...fresh,
        secret_key,
        unseen,
        key_id: sql<string>`gen_random_uuid()`,
        updated_at: sql<Date>`now()`,
      }),
    )
    .execute()
}

/** Nothing is known yet against a key that has just been saved. */
const fresh = { refused_since: null, refused_right: null, retry_at: null }

/** For calling the gateway only: never give it to a view. */
export interface Key {
  keyId: string
  /** Undefined when it cannot be read, because APP_SECRET is another one: the merchant must give it again. */
  secretKey: string | undefined
  /** Set while the gateway refuses the key; `right` is null when it refuses the whole key. */
  refused: { right: string | null } | undefined
  /** What the key may not read. */
  unseen: Reading[]
}

export async function findKey(
  db: Db,
  merchantId: string,
  { gateway, mode }: GatewayMode,
  appSecret: AppSecret,
): Promise<Key | undefined> {
  const keys = await db
    .selectFrom('gateway_keys')
    .select(['key_id', 'secret_key', 'refused_since', 'refused_right', 'unseen'])
    .where('merchant_id', '=', merchantId)
    .where('gateway', '=', gateway)
    .where('mode', '=', mode)
    .executeTakeFirst()
  return (
    keys && {
      keyId: keys.key_id,
      secretKey: openSecret(appSecret, keys.secret_key, { merchantId, mode }),
      refused: keys.refused_since ? { right: keys.refused_right } : undefined,
      unseen: keys.unseen,
    }
  )
}

/** Everything that is ever shown of a merchant's keys. */
export interface KeysShown {
  mode: Mode
  /** Undefined when the key cannot be read. */
  secretKeyEnd: string | undefined
  hasWebhookSecret: boolean
  refusedSince: Date | null
  /** The gateway's name for the right that the key lacks, if that is why it is refused. */
  refusedRight: string | null
  unseen: Reading[]
  updatedAt: Date
}

export async function describeKeys(
  db: Db,
  merchantId: string,
  gateway: string,
  appSecret: AppSecret,
): Promise<KeysShown[]> {
  const rows = await db
    .selectFrom('gateway_keys')
    .select(['mode', 'secret_key', 'webhook_secret', 'updated_at'])
    .select(['refused_since', 'refused_right', 'unseen'])
    .where('merchant_id', '=', merchantId)
    .where('gateway', '=', gateway)
    .execute()
  return rows.map(({ mode, secret_key, webhook_secret, updated_at, ...row }) => ({
    mode,
    secretKeyEnd: openSecret(appSecret, secret_key, { merchantId, mode })?.slice(-4),
    hasWebhookSecret: webhook_secret !== null,
    refusedSince: row.refused_since,
    refusedRight: row.refused_right,
    unseen: row.unseen,
    updatedAt: updated_at,
  }))
}
