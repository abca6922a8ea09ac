/** SQL that closes a merchant's account. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import { changes, liveAttempts } from '../domain/request-lifecycle.ts'

/**
 * Locks the merchant's row. Undefined when the account is closed. While the lock is held nothing new can be created
 * for the merchant: `keepOpen` waits for it.
 */
export function lockOpenMerchant(trx: Trx, merchantId: string) {
  return selectOpen(trx, merchantId).forNoKeyUpdate().executeTakeFirst()
}

/** The same, and nobody starts to pay: `startAttempt` waits too. */
export function lockMerchantToClose(trx: Trx, merchantId: string) {
  return selectOpen(trx, merchantId).forUpdate().executeTakeFirst()
}

/** Keeps the account open until the end of `trx`: whoever closes it must wait. False when it is closed already. */
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

/** How many requests somebody may still pay, in both modes. */
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

/** Whether somebody is paying, or a refund is under way. */
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

const batch = 1000

/**
 * Cancels a thousand of the payable requests of a merchant that is closed or being closed, with a line of history
 * each. False when there was none left. Requests past their date are left to the sweep, which marks them as expired.
 */
export async function cancelPendingRequests(trx: Trx, merchantId: string, userId: string): Promise<boolean> {
  const { from, to } = changes.cancel
  const cancelled = await trx
    .with('payable', (query) =>
      query
        .selectFrom('payment_requests')
        .select('id')
        .where('merchant_id', '=', merchantId)
        .where('status', 'in', from)
        .where('expires_at', '>', sql<Date>`now()`)
        .orderBy('expires_at')
        .limit(batch)
        .forUpdate(),
    )
    .with('cancelled', (query) =>
      query
        .updateTable('payment_requests as r')
        .from('payable')
        .set({ status: to })
        .whereRef('r.id', '=', 'payable.id')
        .returning('r.id'),
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
    .returning('id')
    .execute()
  return cancelled.length > 0
}

/** Closes the account: nobody works for it, invitations and reminders end, its gateway keys are deleted. */
export async function markClosed(trx: Trx, merchantId: string): Promise<void> {
  await trx
    .updateTable('merchants')
    .set({ closed_at: sql<Date>`now()` })
    .where('id', '=', merchantId)
    .execute()
  await trx.deleteFrom('invitations').where('merchant_id', '=', merchantId).execute()
  await trx.deleteFrom('gateway_keys').where('merchant_id', '=', merchantId).execute()
  await trx.deleteFrom('reminder_rules').where('merchant_id', '=', merchantId).execute()
  // Addresses kept only to be suggested, suppressed or asked by a file have no purpose any more.
  await trx.deleteFrom('customers').where('merchant_id', '=', merchantId).execute()
  await trx.deleteFrom('suppressions').where('merchant_id', '=', merchantId).execute()
  await trx
    .deleteFrom('imports')
    .where('merchant_id', '=', merchantId)
    .where('status', '=', 'checked')
    .execute()
}
