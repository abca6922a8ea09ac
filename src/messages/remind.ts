import type { Kysely } from 'kysely'
import type { CountryCode } from 'libphonenumber-js'
import type { Database } from '../db/schema.ts'
import { isReminderTime } from '../domain/calendar.ts'
import { TooMany } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import { defaultSmsCountries, prefixOf } from '../domain/phone.ts'
import { placeOf } from '../domain/recipient.ts'
import { countMessage } from '../limits/messages.ts'
import { refuseIfSpent } from '../limits/uses-store.ts'
import { queueMessages } from '../outbox/queue-store.ts'
import { lockRequest } from '../requests/change-store.ts'
import {
  type Asleep,
  type DueReminder,
  findDueReminder,
  findDueReminders,
  type Tried,
} from './reminder-store.ts'

const batch = 200
const mostBatches = 10

/**
 * Queues the reminders that are due, between 9:00 and 19:00 on working days where the customer is, merchants in turn.
 * Several processes may run it at once. `countries` are those whose numbers are offered.
 */
export async function queueReminders(
  db: Kysely<Database>,
  now: Date,
  countries: readonly CountryCode[] = defaultSmsCountries,
): Promise<void> {
  const asleep = whoIsAsleep(now, countries)
  const tried: Tried = { ids: [], withoutTexts: [] }
  for (let batches = 0; batches < mostBatches; batches += 1) {
    const due = await findDueReminders(db, batch, asleep, tried)
    if (due.length === 0) return
    for (const reminder of due) await tryToRemind(db, now, reminder, tried)
  }
}

/** Roughly, so that those who cannot be reminded now do not take the places of the others in the query. */
function whoIsAsleep(now: Date, countries: readonly CountryCode[]): Asleep {
  const isAwake = (country: CountryCode) => isReminderTime(now, country)
  const awake = new Set(countries.filter(isAwake).map(prefixOf))
  const prefixes = [...new Set(countries.map(prefixOf))].filter((prefix) => !awake.has(prefix))
  return { byEmail: !isAwake('FR'), prefixes }
}

/** A reminder whose limit is reached can wait: a later sweep tries again. */
async function tryToRemind(
  db: Kysely<Database>,
  now: Date,
  reminder: DueReminder,
  tried: Tried,
): Promise<void> {
  const { id, channel, merchant_id } = reminder
  tried.ids.push(id)
  if (!isReminderTime(now, placeOf(reminder))) return
  if (channel === 'sms' && tried.withoutTexts.includes(merchant_id)) return
  try {
    await queueReminder(db, id)
  } catch (error) {
    if (!(error instanceof TooMany)) throw error
    if (error.limit === limits.texts.name) tried.withoutTexts.push(merchant_id)
  }
}

/** Checks again with the request locked: it may have been paid, stopped or reminded meanwhile. */
async function queueReminder(db: Kysely<Database>, id: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id)
    if (!request || request.live) return
    const due = await findDueReminder(trx, id)
    if (!due) return
    const { channel, recipient, position, mode } = due
    if (channel === 'sms') await refuseIfSpent(trx, [[limits.texts, request.merchant_id]])
    await countMessage(trx, request.merchant_id, mode, recipient)
    const reminder = { purpose: 'reminder', channel, recipient, reminderRule: position } as const
    await queueMessages(trx, id, [reminder], { isInBulk: true })
  })
}
