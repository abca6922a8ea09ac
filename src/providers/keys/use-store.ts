/** SQL of what keys are still needed for: without them we could not learn how a payment or a refund ended. */
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import type { GatewayMode } from './store.ts'

/** Removes the keys. False while a payment or a refund is under way with them. */
export async function removeKeys(db: Db, merchantId: string, keys: GatewayMode): Promise<boolean> {
  const { rows } = await sql`
    delete from gateway_keys
    where merchant_id = ${merchantId} and gateway = ${keys.gateway} and mode = ${keys.mode}
      and not (${isInUse(merchantId, keys)})
    returning mode`.execute(db)
  return rows.length > 0
}

/**
 * The gateway's id of the last charge, while a payment or a refund is under way. Any key of the same account can read
 * it.
 */
export async function findChargeInUse(
  db: Db,
  merchantId: string,
  keys: GatewayMode,
): Promise<string | undefined> {
  const { rows } = await sql<{ gateway_ref: string }>`
    select a.gateway_ref from ${attemptsOf(merchantId, keys)}
      and a.gateway_ref is not null and (${isInUse(merchantId, keys)})
    order by a.created_at desc limit 1`.execute(db)
  return rows[0]?.gateway_ref
}

const isInUse = (merchantId: string, keys: GatewayMode) => sql`
  exists (
    select from ${attemptsOf(merchantId, keys)} and a.status in ('started', 'challenged', 'unknown'))
  or exists (
    select from refunds f where f.status = 'pending' and f.request_id in (
      select a.request_id from ${attemptsOf(merchantId, keys)} and a.status = 'succeeded'))`

const attemptsOf = (merchantId: string, { gateway, mode }: GatewayMode) => sql`
  attempts a join payment_requests r on r.id = a.request_id
  where r.merchant_id = ${merchantId} and r.mode = ${mode} and a.gateway = ${gateway}`
