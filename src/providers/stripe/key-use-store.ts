/** SQL of what a merchant's keys are needed for: without them the end of a payment or a refund could not be learnt. */
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import type { Mode } from '../../domain/words.ts'

/** False while a payment or a refund is under way with them. */
export async function removeKeys(db: Db, merchantId: string, mode: Mode): Promise<boolean> {
  const { rows } = await sql`
    delete from gateway_keys
    where merchant_id = ${merchantId} and mode = ${mode} and not (${isInUse(merchantId, mode)})
    returning mode`.execute(db)
  return rows.length > 0
}

/** Stripe's name for their last session, while a payment or a refund is under way: any key of its account knows it. */
export async function findSessionInUse(db: Db, merchantId: string, mode: Mode): Promise<string | undefined> {
  const { rows } = await sql<{ gateway_ref: string }>`
    select a.gateway_ref from attempts a join payment_requests r on r.id = a.request_id
    where r.merchant_id = ${merchantId} and r.mode = ${mode}
      and a.gateway = 'stripe' and a.gateway_ref is not null and (${isInUse(merchantId, mode)})
    order by a.created_at desc limit 1`.execute(db)
  return rows[0]?.gateway_ref
}

const isInUse = (merchantId: string, mode: Mode) => sql`
  exists (
    select from attempts a join payment_requests r on r.id = a.request_id
    where r.merchant_id = ${merchantId} and r.mode = ${mode} and a.gateway = 'stripe'
      and a.status in ('started', 'challenged', 'unknown'))
  or exists (
    select from refunds f join payment_requests r on r.id = f.request_id
    where r.merchant_id = ${merchantId} and r.mode = ${mode} and f.status = 'pending')`
