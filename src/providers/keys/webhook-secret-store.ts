/** SQL of the secrets that gateways sign their webhooks with. */
import { sql } from 'kysely'
import type { AppSecret } from '../../config/app-secret.ts'
import type { Db } from '../../db/connect.ts'
import type { Mode } from '../../domain/words.ts'
import { encryptSecret, openSecret } from './seal.ts'
import type { GatewayMode } from './store.ts'

/**
 * Replaces the webhook's secret. The previous one still counts for 24 hours, as at Stripe. False when there is no
 * secret key yet.
 */
export async function rotateWebhookSecret(
  db: Db,
  merchantId: string,
  { gateway, mode }: GatewayMode,
  webhookSecret: string,
  appSecret: AppSecret,
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

export interface WebhookSecret {
  mode: Mode
  secret: string
}

/**
 * The webhook secrets of both modes, including those replaced less than 24 hours ago, without those that cannot be
 * read.
 */
export async function findWebhookSecrets(
  db: Db,
  merchantId: string,
  gateway: string,
  appSecret: AppSecret,
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
  const open = (sealed: Buffer | null, mode: Mode) =>
    sealed && openSecret(appSecret, sealed, { merchantId, mode })
  return rows.flatMap(({ mode, webhook_secret, previous }) =>
    [webhook_secret, previous]
      .map((sealed) => open(sealed, mode))
      .filter((secret) => secret != null)
      .map((secret) => ({ mode, secret })),
  )
}
