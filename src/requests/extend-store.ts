/** SQL that gives a request a later last day to pay. */
import { sql } from 'kysely'
import type { Trx } from '../db/connect.ts'
import { changes } from '../domain/request-lifecycle.ts'

/**
 * Undefined when the request's status does not allow it, the day is not later than its own, or its customer was
 * erased. Call it with the request locked.
 */
export function extend(trx: Trx, merchantId: string, id: string, expiresOn: string) {
  const { from, to } = changes.extend
  return trx
    .updateTable('payment_requests')
    .set({ status: to, expires_on: expiresOn })
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .where('status', 'in', from)
    .where('erased_at', 'is', null)
    .where('expires_on', '<', expiresOn)
    .returning([
      'channel',
      'mode',
      sql<string>`coalesce(email, phone)`.as('recipient'),
      // Not where the merchant sends it themselves, nor before the day it is sent on.
      sql<boolean>`send_by = 'us' and (send_at is null or send_at <= now())`.as('may_be_told'),
    ])
    .executeTakeFirst()
}

/** Whether the request can be paid to the end of this very day: the same form was sent before. */
export async function isPayableTo(trx: Trx, id: string, expiresOn: string): Promise<boolean> {
  const request = await trx
    .selectFrom('payment_requests')
    .select('id')
    .where('id', '=', id)
    .where('status', '=', changes.extend.to)
    .where('expires_on', '=', expiresOn)
    .executeTakeFirst()
  return request !== undefined
}

/** Reminders before the end are due again, before the new one: their rules forget those that were sent. */
export async function forgetRemindersBeforeEnd(trx: Trx, merchantId: string, id: string): Promise<void> {
  await trx
    .updateTable('messages')
    .set({ reminder_rule: null })
    .where('request_id', '=', id)
    .where('purpose', '=', 'reminder')
    .where('reminder_rule', 'in', (eb) =>
      eb
        .selectFrom('reminder_rules')
        .select('position')
        .where('merchant_id', '=', merchantId)
        .where('moment', '=', 'before_expiry'),
    )
    .execute()
}
