/** SQL of refunds. They have rows of their own; a trigger keeps the sum of those that succeeded beside the request. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import { newId } from '../domain/ids.ts'
import type { RefundOutcome } from '../domain/refund.ts'

const columns = [
  'f.id',
  'f.request_id',
  'f.amount_cents',
  'f.status',
  'f.gateway_ref',
  'f.checks',
  'f.is_from_gateway',
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

/** `lockKeys` (providers/keys) waits for it until the end of `trx`. False when the key was replaced or removed. */
export async function holdKey(trx: Trx, keyId: string): Promise<boolean> {
  const held = await trx
    .selectFrom('gateway_keys')
    .select('key_id')
    .where('key_id', '=', keyId)
    .forKeyShare()
    .executeTakeFirst()
  return held !== undefined
}

/** The refund that this idempotency key has already made, if any. */
export function findRefundByKey(db: Db, requestId: string, idempotencyKey: string) {
  return db
    .selectFrom('refunds')
    .select(['amount_cents', 'status', 'failure_reason'])
    .where('request_id', '=', requestId)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst()
}

export type OpenRefund = NonNullable<Awaited<ReturnType<typeof findRefund>>>

/** A refund with the charge it belongs to. */
export function findRefund(db: Db, id: string) {
  return selectWithCharge(db).where('f.id', '=', id).executeTakeFirst()
}

/** Refunds whose result is not known yet and which are due to be asked about. */
export function findRefundsToCheck(db: Db, most: number) {
  return selectWithCharge(db)
    .where('f.status', '=', 'pending')
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
 * when the bank returns it; and one that failed because no gateway knew it, or none could be asked, may turn out to
 * exist.
 */
export function endRefund(
  trx: Trx,
  id: string,
  { status, ref, failure = 'other' }: RefundOutcome & { status: 'succeeded' | 'failed' },
) {
  return trx
    .updateTable('refunds')
    .set({
      status,
      gateway_ref: sql<string | null>`coalesce(${ref}, gateway_ref)`,
      failure_reason: status === 'failed' ? failure : null,
      updated_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .where((eb) =>
      status === 'failed'
        ? eb('status', 'in', ['pending', 'succeeded'])
        : eb.or([
            eb('status', '=', 'pending'),
            eb.and([
              eb('status', '=', 'failed'),
              eb.or([eb('gateway_ref', 'is', null), eb('failure_reason', '=', 'other_account')]),
            ]),
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
