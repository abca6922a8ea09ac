/** SQL that removes a customer's identity from rows, and keeps amounts, dates and identifiers. */
import { sql } from 'kysely'
import type { Trx } from '../db/connect.ts'
import type { Address } from '../domain/address.ts'
import { erased } from '../domain/erased.ts'
import { liveAttempts } from '../domain/request-lifecycle.ts'
import { teamPurposes } from '../domain/words.ts'
import { isAddressedTo } from './data-store.ts'

/** Locks the customer's requests until the end of the transaction: none can be paid or refunded while it is erased. */
export function lockCustomerRequests(trx: Trx, merchantId: string, customer: Address) {
  return trx
    .selectFrom('payment_requests as r')
    .select(['r.id', 'r.status'])
    .where('r.merchant_id', '=', merchantId)
    .where(isAddressedTo(customer))
    .orderBy('r.id')
    .forUpdate()
    .execute()
}

/**
 * Locks requests that ended more than `months` months ago and are not erased yet. Several processes take different
 * ones.
 */
export function lockOldRequests(trx: Trx, months: number, most: number) {
  return trx
    .selectFrom('payment_requests as r')
    .select(['r.id', 'r.status'])
    .where('r.erased_at', 'is', null)
    .where('r.created_at', '<', sql<Date>`now() - make_interval(months => ${months})`)
    .where('r.status', '<>', 'pending')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('refunds as f')
            .select('f.id')
            .whereRef('f.request_id', '=', 'r.id')
            .where('f.status', '=', 'pending'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('attempts as a')
            .select('a.id')
            .whereRef('a.request_id', '=', 'r.id')
            .where('a.status', 'in', liveAttempts),
        ),
      ),
    )
    .orderBy('r.created_at')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
}

/** Whether a payment or a refund is under way. */
export async function hasMoneyUnderWay(trx: Trx, requests: { id: string }[]): Promise<boolean> {
  if (requests.length === 0) return false
  const isOne = sql<boolean>`request_id = any(${requests.map(({ id }) => id)})`
  const attempt = await trx
    .selectFrom('attempts')
    .select('id')
    .where(isOne)
    .where('status', 'in', liveAttempts)
    .executeTakeFirst()
  const refund = await trx
    .selectFrom('refunds')
    .select('id')
    .where(isOne)
    .where('status', '=', 'pending')
    .executeTakeFirst()
  return attempt !== undefined || refund !== undefined
}

const nobody = sql<string>`case channel when 'email' then ${erased.email} else ${erased.sms} end`

/**
 * Messages to the merchant's team keep their recipient, who is not the customer. Messages that are still queued are
 * not sent.
 */
export async function eraseFromRequests(trx: Trx, ids: string[]): Promise<void> {
  await trx
    .updateTable('messages')
    .set({ status: 'failed', failure_reason: 'obsolete' })
    .where('request_id', 'in', ids)
    .where('status', '=', 'queued')
    .where('purpose', 'not in', teamPurposes)
    .execute()
  await trx
    .updateTable('messages')
    .set({ recipient: nobody })
    .where('request_id', 'in', ids)
    .where('purpose', 'not in', teamPurposes)
    .execute()
  await trx
    .updateTable('attempts')
    .set({ card_last4: null, charge: sql`charge || '{"customerEmail": null}'` as never })
    .where('request_id', 'in', ids)
    .execute()
  await trx
    .updateTable('payment_requests')
    .set({
      email: sql<string>`case channel when 'email' then ${erased.email} end`,
      phone: sql<string>`case channel when 'sms' then ${erased.sms} end`,
      message: null,
      message_problem: null,
      erased_at: sql<Date>`now()`,
    })
    .where('id', 'in', ids)
    .execute()
}

/**
 * Erases messages that went to the address before it was corrected. Returns how many. Locks them in order: two
 * customers may be erased at once.
 */
export async function eraseFromMessages(trx: Trx, merchantId: string, { address }: Address): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('messages')
    .set({ recipient: nobody })
    .where('id', 'in', (query) =>
      query
        .selectFrom('messages as m')
        .innerJoin('payment_requests as r', 'r.id', 'm.request_id')
        .select('m.id')
        .where('r.merchant_id', '=', merchantId)
        .where(sql<string>`lower(m.recipient)`, '=', address.toLowerCase())
        .where('m.purpose', 'not in', teamPurposes)
        .orderBy('m.id')
        .forUpdate('m'),
    )
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}
