import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { isReminderTime } from '../domain/calendar.ts'
import { TooMany } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import { mailboxOf } from '../domain/mailbox.ts'
import { countUse, refuseIfSpent } from '../limits/store.ts'
import { queueMessages } from '../outbox/queue-store.ts'
import { lockRequest } from '../requests/change-store.ts'
import { findDueReminder, findDueReminders } from './reminder-store.ts'

/** Queues the reminders that are due, between 9:00 and 19:00 on working days. Several processes may run it at once. */
export async function queueReminders(db: Kysely<Database>, now: Date): Promise<void> {
  if (!isReminderTime(now)) return
  for (const { id } of await findDueReminders(db, 200)) await queueReminder(db, id)
}

/** Checks again with the request locked: it may have been paid, stopped or reminded meanwhile. */
async function queueReminder(db: Kysely<Database>, id: string): Promise<void> {
  try {
    await db.transaction().execute(async (trx) => {
      const request = await lockRequest(trx, id)
      if (!request || request.live) return
      const due = await findDueReminder(trx, id)
      if (!due) return
      const { channel, recipient, position } = due
      if (channel === 'sms') await refuseIfSpent(trx, [[limits.texts, request.merchant_id]])
      await countUse(trx, limits.messages, mailboxOf(recipient))
      await queueMessages(trx, id, [{ purpose: 'reminder', channel, recipient, reminderRule: position }])
    })
  } catch (error) {
    // A later sweep tries again: a reminder can wait.
    if (!(error instanceof TooMany)) throw error
  }
}
