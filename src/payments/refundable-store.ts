/** SQL of what can still be given back of a payment. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { mostRefundDays } from '../domain/refund.ts'

export type Refundable = Awaited<ReturnType<typeof findRefundable>>

/**
 * Integer cents. `rest_cents`: what can still be given back, without pending refunds and lost disputes, never below
 * 0. `disputed_cents`: what is in an open dispute; while it is above 0, nothing may be given back. `is_in_time`: it is
 * not too long after the payment.
 */
export async function findRefundable(db: Db, requestId: string) {
  const { rows } = await sql<{ rest_cents: number; disputed_cents: number; is_in_time: boolean }>`
    select r.disputed_cents, coalesce(r.paid_at > now() - make_interval(days => ${mostRefundDays}), false) as is_in_time,
      greatest(0, r.amount_cents - r.lost_cents - (
        select coalesce(sum(amount_cents), 0) from refunds
        where request_id = r.id and status in ('pending', 'succeeded')))::integer as rest_cents
    from payment_requests r where r.id = ${requestId}`.execute(db)
  return rows[0]!
}

/** The charge that has paid the request. */
export function findPaidCharge(db: Db, requestId: string) {
  return db
    .selectFrom('attempts')
    .select(['gateway', 'charge', 'gateway_ref as charge_ref'])
    .where('request_id', '=', requestId)
    .where('status', '=', 'succeeded')
    .executeTakeFirstOrThrow()
}
