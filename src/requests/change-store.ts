/** SQL that changes requests. Whoever changes a request or its attempts holds the lock of the request's row. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import { prepare } from '../db/prepare.ts'
import { changes, liveAttempts } from '../domain/request-lifecycle.ts'
import type { Channel } from '../domain/words.ts'
import { hasLiveAttempt } from './store.ts'

/**
 * Locks the request's row until the end of `trx`. Every change of a request or its attempts takes this lock first, so
 * pay, cancel, expire and settle come one after the other. Returns the stored status and the live attempt.
 */
export async function lockRequest(trx: Trx, id: string) {
  const [request] = await selectLocked(trx, { id })
  if (!request) return undefined
  // A separate statement: after waiting for the lock, the statement above would still see attempts as they were
  // before.
  const [live] = await selectLive(trx, { id })
  return { ...request, live }
}

const selectLocked = prepare(({ id }: { id: string }, db) =>
  db
    .selectFrom('payment_requests')
    .select([
      'id',
      'merchant_id',
      'status',
      'amount_cents',
      sql<Date>`now()`.as('now'),
      sql<boolean>`expires_at <= now()`.as('is_past_date'),
    ])
    .where('id', '=', id)
    .forUpdate(),
)

const selectLive = prepare(({ id }: { id: string }, db) =>
  db
    .selectFrom('attempts')
    .select(['id', 'status'])
    .where('request_id', '=', id)
    .where('status', 'in', liveAttempts),
)

/**
 * Sets the request's address. A request that the merchant sent themselves is sent by us from now on.
 */
export async function changeRecipient(
  trx: Trx,
  merchantId: string,
  id: string,
  channel: Channel,
  recipient: string,
) {
  await trx
    .updateTable('payment_requests')
    .set({
      channel,
      email: channel === 'email' ? recipient : null,
      phone: channel === 'sms' ? recipient : null,
      send_by: 'us',
    })
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .execute()
}

/** Undefined when the request's status no longer allows the change. To make it paid, use `settleAttempt` only. */
export function changeStatus(trx: Trx, id: string, change: 'cancel' | 'expire' | 'settleOtherwise') {
  const { from, to } = changes[change]
  return trx
    .updateTable('payment_requests')
    .set({ status: to })
    .where('id', '=', id)
    .where('status', 'in', from)
    .returning('id')
    .executeTakeFirst()
}

/** Pending requests past their date, without a payment under way. */
export function findRequestsToExpire(db: Db, most: number) {
  return db
    .selectFrom('payment_requests as r')
    .select('r.id')
    .where('r.status', '=', 'pending')
    .where('r.expires_at', '<=', sql<Date>`now()`)
    .where((eb) => eb.not(hasLiveAttempt(eb)))
    .orderBy('r.expires_at')
    .limit(most)
    .execute()
}

/** Undefined when the request is not this merchant's. `were_running` says whether there was anything to stop. */
export async function stopReminders(trx: Trx, merchantId: string, id: string) {
  const request = await trx
    .selectFrom('payment_requests')
    .select(['status', 'reminders_stopped'])
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!request) return undefined
  await trx.updateTable('payment_requests').set({ reminders_stopped: true }).where('id', '=', id).execute()
  return { status: request.status, were_running: !request.reminders_stopped }
}
