/** SQL of what keys are still needed for: without them we could not learn how a payment or a refund ended. */
import { sql } from 'kysely'
import type { Db, Trx } from '../../db/connect.ts'
import { NotFound } from '../../domain/errors.ts'
import { lockOpenMerchant } from '../../merchants/closing-store.ts'
import type { GatewayMode } from './store.ts'

/**
 * Locks the keys: until the end of `trx` no attempt starts with them (`start-store.ts`), and nobody else saves or
 * removes them. What was started before can be seen by the next statement. Throws `NotFound` when the account is
 * closed, because closing has removed its keys. Returns whether the gateway refuses the key.
 */
export async function lockKeys(trx: Trx, merchantId: string, keys: GatewayMode): Promise<boolean> {
  // There may be no key to lock yet: the merchant's row keeps those apart who save the first one.
  if (!(await lockOpenMerchant(trx, merchantId))) throw new NotFound()
  const locked = await selectKeys(trx, merchantId, keys)
    .select('refused_since')
    .forUpdate()
    .executeTakeFirst()
  return Boolean(locked?.refused_since)
}

export interface Use {
  /** The gateway's id of the last charge: any key of the same account can read it. Null while none has answered. */
  ref: string | null
}

/** The payments and refunds that are under way with the keys. Undefined when there are none. */
export async function findUse(db: Db, merchantId: string, keys: GatewayMode): Promise<Use | undefined> {
  const { rows } = await sql<Use>`
    select (array_agg(gateway_ref order by created_at desc) filter (where gateway_ref is not null))[1] as ref
    from (
      select a.gateway_ref, a.created_at from ${attemptsOf(merchantId, keys)}
        and a.status in ('started', 'challenged', 'unknown')
      union all
      select a.gateway_ref, a.created_at from ${attemptsOf(merchantId, keys)} and a.status = 'succeeded'
        and a.request_id in (select f.request_id from refunds f where f.status = 'pending')) under_way
    having count(*) > 0`.execute(db)
  return rows[0]
}

/** Call it with the keys locked. False when there are none. */
export async function deleteKeys(trx: Trx, merchantId: string, keys: GatewayMode): Promise<boolean> {
  const { rows } = await sql`
    delete from gateway_keys
    where merchant_id = ${merchantId} and gateway = ${keys.gateway} and mode = ${keys.mode}
    returning mode`.execute(trx)
  return rows.length > 0
}

const selectKeys = (trx: Trx, merchantId: string, { gateway, mode }: GatewayMode) =>
  trx
    .selectFrom('gateway_keys')
    .where('merchant_id', '=', merchantId)
    .where('gateway', '=', gateway)
    .where('mode', '=', mode)

const attemptsOf = (merchantId: string, { gateway, mode }: GatewayMode) => sql`
  attempts a join payment_requests r on r.id = a.request_id
  where r.merchant_id = ${merchantId} and r.mode = ${mode} and a.gateway = ${gateway}`
