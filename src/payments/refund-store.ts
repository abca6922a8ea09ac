/** SQL of refunds: rows of their own beside the request; what a request's label says follows from their sum. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import { newId } from '../domain/ids.ts'

const columns = [
  'f.id',
  'f.request_id',
  'f.amount_cents',
  'f.status',
  'f.gateway_ref',
  'f.checks',
  'f.created_at',
] as const

export interface NewRefund {
  amountCents: number
  idempotencyKey: string
  userId: string | null
}

/** Call with the request's row locked: refunds of one request come one after the other. */
export function insertRefund(
  trx: Trx,
  requestId: string,
  { amountCents, idempotencyKey, userId }: NewRefund,
) {
  return trx
    .insertInto('refunds')
    .values({
      id: newId('ref'),
      request_id: requestId,
      amount_cents: amountCents,
      status: 'pending',
      idempotency_key: idempotencyKey,
      created_by: userId,
      check_at: sql<Date>`now() + interval '1 minute'`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
}

export function findRefundByKey(db: Db, requestId: string, idempotencyKey: string) {
  return db
    .selectFrom('refunds')
    .select('amount_cents')
    .where('request_id', '=', requestId)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst()
}

/**
 * Integer cents: what may still be given back, refunds under way and lost disputes taken off, never below 0; and what
 * is in dispute, while nothing may.
 */
export async function findRest(db: Db, requestId: string) {
  const { rows } = await sql<{ rest_cents: number; disputed_cents: number }>`
    select r.disputed_cents, greatest(0, r.amount_cents - r.lost_cents - (
      select coalesce(sum(amount_cents), 0) from refunds
      where request_id = r.id and status in ('pending', 'succeeded')))::integer as rest_cents
    from payment_requests r where r.id = ${requestId}`.execute(db)
  return rows[0]!
}

export type OpenRefund = NonNullable<Awaited<ReturnType<typeof findRefund>>>

/** A refund with the charge it gives back. */
export function findRefund(db: Db, id: string) {
  return selectWithCharge(db).where('f.id', '=', id).executeTakeFirst()
}

/** Refunds begun here whose end is not known yet, when it is time to ask. */
export function findRefundsToCheck(db: Db, most: number) {
  return selectWithCharge(db)
    .where('f.status', '=', 'pending')
    .where('f.is_from_gateway', '=', false)
    .where('f.check_at', '<=', sql<Date>`now()`)
    .orderBy('f.check_at')
    .limit(most)
    .execute()
}

function selectWithCharge(db: Db) {
  return db
    .selectFrom('refunds as f')
    .innerJoin('attempts as a', (join) =>
      join.onRef('a.request_id', '=', 'f.request_id').on('a.status', '=', 'succeeded'),
    )
    .select(columns)
    .select(['a.gateway', 'a.charge', 'a.gateway_ref as charge_ref'])
    .select(sql<number>`extract(epoch from now() - f.created_at)::integer`.as('age_seconds'))
}

/**
 * Undefined when its end is known already. A bank may give back weeks later what had succeeded; and what no gateway had
 * heard of, so that it had failed here, may have been made after all.
 */
export function endRefund(trx: Trx, id: string, status: 'succeeded' | 'failed', ref: string | null) {
  return trx
    .updateTable('refunds')
    .set({ status, gateway_ref: ref, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where((eb) =>
      status === 'failed'
        ? eb('status', 'in', ['pending', 'succeeded'])
        : eb.or([
            eb('status', '=', 'pending'),
            eb.and([eb('status', '=', 'failed'), eb('gateway_ref', 'is', null)]),
          ]),
    )
    .returning(['id', 'request_id'])
    .executeTakeFirst()
}

export async function postponeRefundCheck(db: Db, id: string, seconds: number): Promise<void> {
  await db
    .updateTable('refunds')
    .set({ checks: sql`checks + 1`, check_at: sql<Date>`now() + make_interval(secs => ${seconds})` })
    .where('id', '=', id)
    .execute()
}

/** Whether it is still possible: 365 days after the payment no gateway promises it. */
export async function isWithinRefundPeriod(db: Db, requestId: string): Promise<boolean> {
  const { is_within } = await db
    .selectFrom('payment_requests')
    .select(sql<boolean>`coalesce(paid_at > now() - interval '365 days', false)`.as('is_within'))
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow()
  return is_within
}
