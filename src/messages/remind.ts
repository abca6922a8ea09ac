import type { Kysely } from 'kysely'
import type { CountryCode } from 'libphonenumber-js'
import type { Database } from '../db/schema.ts'
import { isReminderTime } from '../domain/calendar.ts'
import { TooMany } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import { mailboxOf } from '../domain/mailbox.ts'
import { countryOf, defaultSmsCountries, prefixOf } from '../domain/phone.ts'
import type { Channel } from '../domain/words.ts'
import { countUse, refuseIfSpent } from '../limits/store.ts'
import { queueMessages } from '../outbox/queue-store.ts'
import { lockRequest } from '../requests/change-store.ts'
import { type Asleep, findDueReminder, findDueReminders } from './reminder-store.ts'

/**
 * Queues the reminders that are due, between 9:00 and 19:00 on working days where the customer is. Several processes
 * may run it at once. `countries` are those whose numbers are offered.
 */
export async function queueReminders(
  db: Kysely<Database>,
  now: Date,
  countries: readonly CountryCode[] = defaultSmsCountries,
): Promise<void> {
  const due = await findDueReminders(db, whoIsAsleep(now, countries), 200)
  for (const one of due) if (isReminderTime(now, placeOf(one))) await queueReminder(db, one.id)
}

/** The country whose clocks and holidays count. An address does not tell a country, so its customer is in France. */
export function placeOf({ channel, recipient }: { channel: Channel; recipient: string }): CountryCode {
  return channel === 'sms' ? countryOf(recipient) : 'FR'
}

/** Roughly, so that those who cannot be reminded now do not take the places of the others in the query. */
function whoIsAsleep(now: Date, countries: readonly CountryCode[]): Asleep {
  const isAwake = (country: CountryCode) => isReminderTime(now, country)
  const awake = new Set(countries.filter(isAwake).map(prefixOf))
  const prefixes = [...new Set(countries.map(prefixOf))].filter((prefix) => !awake.has(prefix))
  return { byEmail: !isAwake('FR'), prefixes }
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
