import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { limits } from '../limits/rules.ts'
import { countUse } from '../limits/store.ts'
import { lockRequest } from '../requests/change-store.ts'
import { TooMany } from '../web/errors.ts'
import { isReminderTime } from './calendar.ts'
import { queueMessage } from './queue.ts'
import { type DueReminder, findDueReminders } from './reminder-store.ts'

/** Queues the reminders that have come due, at a decent hour. Several processes may run it at once. */
export async function queueReminders(db: Kysely<Database>, now: Date): Promise<void> {
  if (!isReminderTime(now)) return
  for (const reminder of await findDueReminders(db, 200)) await queueReminder(db, reminder)
}

/** One reminder for each rule, whoever asks: the database refuses a second one. */
async function queueReminder(
  db: Kysely<Database>,
  { id, channel, recipient, position }: DueReminder,
): Promise<void> {
  try {
    await countUse(db, limits.messages, recipient)
  } catch (error) {
    if (error instanceof TooMany) return
    throw error
  }
  await db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id)
    if (request?.status !== 'pending' || request.is_past_date || request.live) return
    await queueMessage(trx, id, { purpose: 'reminder', channel, recipient, reminderRule: position })
  })
}
