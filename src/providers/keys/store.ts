/** SQL of merchants' gateway keys. Callers give and get them in clear; they are encrypted in between. */
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import type { Mode } from '../../domain/words.ts'
import { decryptSecret, encryptSecret } from './seal.ts'

/** A merchant has one secret key for each gateway and mode. */
export interface GatewayMode {
  gateway: string
  mode: Mode
}

/** Replaces the secret key. The webhook's secret stays. */
export async function saveSecretKey(
  db: Db,
  merchantId: string,
  { gateway, mode }: GatewayMode,
  secretKey: string,
  appSecret: string,
): Promise<void> {
  const secret_key = encryptSecret(appSecret, secretKey, { merchantId, mode })
  await db
    .insertInto('gateway_keys')
    .values({ merchant_id: merchantId, gateway, mode, secret_key })
    .onConflict((conflict) =>
      conflict
        .columns(['merchant_id', 'mode', 'gateway'])
        .doUpdateSet({ secret_key, updated_at: sql<Date>`now()` }),
    )
    .execute()
}

/**
 * Replaces the webhook's secret. The previous one still counts for 24 hours, as at Stripe. False when there is no
 * secret key yet.
 */
export async function rotateWebhookSecret(
  db: Db,
  merchantId: string,
  { gateway, mode }: GatewayMode,
  webhookSecret: string,
  appSecret: string,
): Promise<boolean> {
  const rotated = await db
    .updateTable('gateway_keys')
    .set({
      previous_webhook_secret: sql`webhook_secret`,
      previous_until: sql<Date>`now() + interval '24 hours'`,
      webhook_secret: encryptSecret(appSecret, webhookSecret, { merchantId, mode }),
      updated_at: sql<Date>`now()`,
    })
    .where('merchant_id', '=', merchantId)
    .where('gateway', '=', gateway)
    .where('mode', '=', mode)
    .returning('mode')
    .executeTakeFirst()
  return rotated !== undefined
}

/** For calling the gateway only: never give it to a view. */
export async function findSecretKey(
  db: Db,
  merchantId: string,
  { gateway, mode }: GatewayMode,
  appSecret: string,
): Promise<string | undefined> {
  const keys = await db
    .selectFrom('gateway_keys')
    .select('secret_key')
    .where('merchant_id', '=', merchantId)
    .where('gateway', '=', gateway)
    .where('mode', '=', mode)
    .executeTakeFirst()
  return keys && decryptSecret(appSecret, keys.secret_key, { merchantId, mode })
}

export interface WebhookSecret {
  mode: Mode
  secret: string
}

/** The webhook secrets of both modes, including those replaced less than 24 hours ago. */
export async function findWebhookSecrets(
  db: Db,
  merchantId: string,
  gateway: string,
  appSecret: string,
): Promise<WebhookSecret[]> {
  const rows = await db
    .selectFrom('gateway_keys')
    .select(['mode', 'webhook_secret'])
    .select((eb) =>
      eb
        .case()
        .when('previous_until', '>', sql<Date>`now()`)
        .then(eb.ref('previous_webhook_secret'))
        .end()
        .as('previous'),
    )
    .where('merchant_id', '=', merchantId)
    .where('gateway', '=', gateway)
    .execute()
  return rows.flatMap(({ mode, webhook_secret, previous }) =>
    [webhook_secret, previous]
      .filter((sealed) => sealed !== null)
      .map((sealed) => ({ mode, secret: decryptSecret(appSecret, sealed, { merchantId, mode }) })),
  )
}

/** Everything that is ever shown of a merchant's keys. */
export interface KeysShown {
  mode: Mode
  /** Undefined when APP_SECRET has changed: the key cannot be read any more, and must be given again. */
  secretKeyEnd: string | undefined
  hasWebhookSecret: boolean
  updatedAt: Date
}

export async function describeKeys(
  db: Db,
  merchantId: string,
  gateway: string,
  appSecret: string,
): Promise<KeysShown[]> {
  const rows = await db
    .selectFrom('gateway_keys')
    .select(['mode', 'secret_key', 'webhook_secret', 'updated_at'])
    .where('merchant_id', '=', merchantId)
    .where('gateway', '=', gateway)
    .execute()
  const endOf = (sealed: Buffer, mode: Mode) => {
    try {
      return decryptSecret(appSecret, sealed, { merchantId, mode }).slice(-4)
    } catch {
      return undefined
    }
  }
  return rows.map(({ mode, secret_key, webhook_secret, updated_at }) => ({
    mode,
    secretKeyEnd: endOf(secret_key, mode),
    hasWebhookSecret: webhook_secret !== null,
    updatedAt: updated_at,
  }))
}
