/** SQL of providers' reports: which were processed, and which addresses must not be written to. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import { mailboxOf } from '../domain/mailbox.ts'
import type { MessageFailure } from '../domain/message-failures.ts'

/** Marks the report as processed. False when it was before: providers send each report at least once. */
export async function insertReport(trx: Trx, provider: string, eventId: string): Promise<boolean> {
  const inserted = await trx
    .insertInto('message_reports')
    .values({ provider, event_id: eventId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('event_id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Suppresses the address for this merchant, until they correct it or say that it was checked. */
export async function suppressRecipient(
  trx: Trx,
  requestId: string,
  recipient: string,
  reason: MessageFailure,
) {
  await trx
    .insertInto('suppressions')
    .columns(['merchant_id', 'recipient', 'reason'])
    .expression((eb) =>
      eb
        .selectFrom('payment_requests')
        .select([
          'merchant_id',
          sql<string>`${mailboxOf(recipient)}::text`.as('recipient'),
          sql<MessageFailure>`${reason}::text`.as('reason'),
        ])
        .where('id', '=', requestId),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function clearSuppression(db: Db, merchantId: string, recipient: string): Promise<void> {
  await db
    .deleteFrom('suppressions')
    .where('merchant_id', '=', merchantId)
    .where('recipient', '=', mailboxOf(recipient))
    .execute()
}

/** Why and since when nothing is sent to this address for this merchant. Undefined when it is not suppressed. */
export function findSuppression(db: Db, merchantId: string, recipient: string) {
  return selectSuppression(db, merchantId, mailboxOf(recipient)).executeTakeFirst()
}

/** `mailbox`: what `mailboxOf` makes of the address. */
export function selectSuppression(db: Db, merchantId: string, mailbox: string) {
  return db
    .selectFrom('suppressions')
    .select(['reason', 'created_at'])
    .where('merchant_id', '=', merchantId)
    .where('recipient', '=', mailbox)
}

/** Providers repeat a report for days at most, so a month is enough. */
export async function forgetOldReports(db: Db): Promise<void> {
  const monthAgo = sql<Date>`now() - interval '30 days'`
  await db.deleteFrom('message_reports').where('received_at', '<', monthAgo).execute()
  await db.deleteFrom('gateway_events').where('received_at', '<', monthAgo).execute()
}
