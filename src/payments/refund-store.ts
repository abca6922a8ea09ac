/** SQL of refunds. They have rows of their own; a trigger keeps the sum of those that succeeded beside the request. */
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

/** Call it with the request's row locked, so that refunds of one request come one after the other. */
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

/** The refund that this idempotency key has already made, if any. */
export function findRefundByKey(db: Db, requestId: string, idempotencyKey: string) {
  return db
    .selectFrom('refunds')
    .select('amount_cents')
    .where('request_id', '=', requestId)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst()
}

/**
 * Integer cents. `rest_cents`: what can still be given back, without pending refunds and lost disputes, never below
 * 0. `disputed_cents`: what is in an open dispute; while it is above 0, nothing may be given back.
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

/** A refund with the charge it belongs to. */
export function findRefund(db: Db, id: string) {
  return selectWithCharge(db).where('f.id', '=', id).executeTakeFirst()
}

/** Refunds that were started here, whose result is not known yet and which are due to be asked about. */
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
 * Undefined when the result is known already. Two results can change: a refund that succeeded may fail weeks later,
 * when the bank returns it; and one that failed because no gateway knew it may turn out to exist.
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

/** Whether it is at most 365 days after the payment. After that, no gateway promises a refund. */
export async function isWithinRefundPeriod(db: Db, requestId: string): Promise<boolean> {
  const { is_within } = await db
    .selectFrom('payment_requests')
    .select(sql<boolean>`coalesce(paid_at > now() - interval '365 days', false)`.as('is_within'))
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow()
  return is_within
}
