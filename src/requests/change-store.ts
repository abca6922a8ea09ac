/** SQL that changes requests. Whoever changes one, or its attempts, holds its row lock. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import type { Database } from '../db/schema.ts'
import { newId, newToken } from '../domain/ids.ts'
import { changes, liveAttempts } from '../domain/request-lifecycle.ts'
import type { Channel } from '../domain/words.ts'
import { hasLiveAttempt } from './store.ts'

type NewRequest = Pick<
  Database['payment_requests'],
  | 'mode'
  | 'amount_cents'
  | 'channel'
  | 'email'
  | 'phone'
  | 'language'
  | 'description'
  | 'reference'
  | 'expires_on'
  | 'idempotency_key'
  | 'created_by'
> & { own_mail: boolean; content_hash: string }

/** Undefined when a request was already made under this idempotency key. */
export function insertRequest(trx: Trx, merchantId: string, request: NewRequest) {
  return trx
    .insertInto('payment_requests')
    .values({ ...request, id: newId('pay'), token: newToken(), merchant_id: merchantId })
    .onConflict((conflict) => conflict.columns(['merchant_id', 'idempotency_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
}

/**
 * Takes the request's row lock: whatever changes a request or its attempts takes it first, and so
 * pay, cancel, expire and settle come one after the other. Its stored status, with what is live.
 */
export async function lockRequest(trx: Trx, id: string) {
  const request = await trx
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
    .forUpdate()
    .executeTakeFirst()
  if (!request) return undefined
  // A statement of its own: after waiting for the lock, the one above still sees attempts as they were before.
  const live = await trx
    .selectFrom('attempts')
    .select(['id', 'status'])
    .where('request_id', '=', id)
    .where('status', 'in', liveAttempts)
    .executeTakeFirst()
  return { ...request, live }
}

/** The request now goes to this address; one sent by the merchant's own mail client from here on goes out by us. */
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
      own_mail: false,
    })
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .execute()
}

/** Undefined when its status no longer allows the change. It becomes paid by `settleAttempt`, and by nothing else. */
export function changeStatus(trx: Trx, id: string, change: 'cancel' | 'expire') {
  const { from, to } = changes[change]
  return trx
    .updateTable('payment_requests')
    .set({ status: to })
    .where('id', '=', id)
    .where('status', 'in', from)
    .returning('id')
    .executeTakeFirst()
}

/** Pending, past their date, and no money on its way. */
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

/** Undefined when it is not theirs; says whether there was anything to stop. */
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
