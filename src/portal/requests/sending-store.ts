/** SQL of what a pending request's page says before the customer is written to again, in one query. */
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { prepare } from '../../db/prepare.ts'
import { mailboxOf } from '../../domain/mailbox.ts'
import { selectSuppression } from '../../messages/report-store.ts'
import { selectLastAsk } from '../../messages/store.ts'

/**
 * The customer's last message, why nothing is sent to `recipient` (both undefined when there is none), and whether the
 * merchant sends reminders.
 */
export async function findSending(db: Db, merchantId: string, requestId: string, recipient: string) {
  const [row] = await selectSending(db, { merchantId, requestId, mailbox: mailboxOf(recipient) })
  const { has_reminders, reason, ...last } = row!
  return {
    hasReminders: has_reminders,
    lastMessage: last.id === null ? undefined : last,
    suppression: reason === null ? undefined : { reason },
  }
}

interface About {
  merchantId: string
  requestId: string
  mailbox: string
}

const selectSending = prepare(({ merchantId, requestId, mailbox }: About, db) =>
  db
    .selectFrom(db.selectNoFrom(remindersOf(merchantId).as('has_reminders')).as('rules'))
    .leftJoin(
      () => selectLastAsk(db, requestId).as('last'),
      (join) => join.onTrue(),
    )
    .leftJoin(
      () => selectSuppression(db, merchantId, mailbox).as('suppressed'),
      (join) => join.onTrue(),
    )
    .select([
      'has_reminders',
      'last.id',
      'last.status',
      'last.failure_reason',
      'last.recipient',
      'last.channel',
      'suppressed.reason',
    ]),
)

const remindersOf = (merchantId: string) =>
  sql<boolean>`exists (select from reminder_rules where merchant_id = ${merchantId})`
