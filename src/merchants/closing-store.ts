/** SQL of closing a merchant's account. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import { changes, liveAttempts } from '../domain/request-lifecycle.ts'

/** Undefined when it is closed already. While this lock is held nothing new is asked for: `keepOpen` waits. */
export function lockOpenMerchant(trx: Trx, merchantId: string) {
  return selectOpen(trx, merchantId).forNoKeyUpdate().executeTakeFirst()
}

/** Whoever closes the merchant waits until the end of `trx`; false when it is closed already. */
export async function keepOpen(trx: Trx, merchantId: string): Promise<boolean> {
  return (await selectOpen(trx, merchantId).forShare().executeTakeFirst()) !== undefined
}

function selectOpen(trx: Trx, merchantId: string) {
  return trx.selectFrom('merchants').select('id').where('id', '=', merchantId).where('closed_at', 'is', null)
}

export async function findTradeName(db: Db, merchantId: string): Promise<string> {
  const { trade_name } = await db
    .selectFrom('merchants')
    .select('trade_name')
    .where('id', '=', merchantId)
    .executeTakeFirstOrThrow()
  return trade_name
}

/** Requests that somebody may still pay, in both modes. */
export async function countPayable(db: Db, merchantId: string): Promise<number> {
  const { count } = await db
    .selectFrom('payment_requests')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('merchant_id', '=', merchantId)
    .where('status', '=', 'pending')
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirstOrThrow()
  return count
}

/** After this nobody begins to pay before the end of `trx`. */
export async function lockPendingRequests(trx: Trx, merchantId: string): Promise<void> {
  await trx
    .selectFrom((eb) =>
      eb
        .selectFrom('payment_requests')
        .select('id')
        .where('merchant_id', '=', merchantId)
        .where('status', '=', 'pending')
        .orderBy('id')
        .forUpdate()
        .as('pending'),
    )
    .select(sql`count(*)`.as('count'))
    .execute()
}

/** Somebody is paying, or money is on its way back. */
export async function hasMoneyUnderWay(db: Db, merchantId: string): Promise<boolean> {
  const { is_under_way } = await db
    .selectNoFrom((eb) =>
      eb
        .or([
          eb.exists(
            eb
              .selectFrom('attempts as a')
              .innerJoin('payment_requests as r', 'r.id', 'a.request_id')
              .select('a.id')
              .where('r.merchant_id', '=', merchantId)
              .where('a.status', 'in', liveAttempts),
          ),
          eb.exists(
            eb
              .selectFrom('refunds as f')
              .innerJoin('payment_requests as r', 'r.id', 'f.request_id')
              .select('f.id')
              .where('r.merchant_id', '=', merchantId)
              .where('f.status', '=', 'pending'),
          ),
        ])
        .as('is_under_way'),
    )
    .executeTakeFirstOrThrow()
  return Boolean(is_under_way)
}

/** Call with the requests locked. Each has its line of history; those past their date are for the sweep. */
export async function cancelPendingRequests(trx: Trx, merchantId: string, userId: string): Promise<void> {
  const { from, to } = changes.cancel
  await trx
    .with('cancelled', (query) =>
      query
        .updateTable('payment_requests')
        .set({ status: to })
        .where('merchant_id', '=', merchantId)
        .where('status', 'in', from)
        .where('expires_at', '>', sql<Date>`now()`)
        .returning('id'),
    )
    .insertInto('request_events')
    .columns(['request_id', 'kind', 'actor', 'user_id', 'status_before', 'status_after'])
    .expression((eb) =>
      eb
        .selectFrom('cancelled')
        .select([
          'id',
          eb.val('cancelled').as('kind'),
          eb.val('merchant').as('actor'),
          eb.val(userId).as('user_id'),
          eb.val(from[0]).as('status_before'),
          eb.val(to).as('status_after'),
        ]),
    )
    .execute()
}

/** Nobody works for it any more, nobody can be asked in or for money, and nothing can be taken with its keys. */
export async function markClosed(trx: Trx, merchantId: string): Promise<void> {
  await trx
    .updateTable('merchants')
    .set({ closed_at: sql<Date>`now()` })
    .where('id', '=', merchantId)
    .execute()
  await trx.deleteFrom('invitations').where('merchant_id', '=', merchantId).execute()
  await trx.deleteFrom('gateway_keys').where('merchant_id', '=', merchantId).execute()
  // Whom it knew, only to be suggested, spared or asked by a file: there is no purpose left.
  await trx.deleteFrom('customers').where('merchant_id', '=', merchantId).execute()
  await trx.deleteFrom('suppressions').where('merchant_id', '=', merchantId).execute()
  await trx
    .deleteFrom('imports')
    .where('merchant_id', '=', merchantId)
    .where('status', '=', 'checked')
    .execute()
}
