/** Reads the reminder rules of the settings form: three pairs of fields become rules, or what is wrong with each. */
import { type ParsedForm, valid } from '../../domain/parsed.ts'
import { readDays } from '../../domain/setting-parsers.ts'
import type { ReminderRule } from '../../domain/settings.ts'

const mostReminderDays = 60
const places = [1, 2, 3] as const
type Place = (typeof places)[number]

export type ReminderField = `reminder_${Place}_${'moment' | 'days'}`
export const reminderFields = places.flatMap((place): ReminderField[] => [
  `reminder_${place}_moment`,
  `reminder_${place}_days`,
])

type ReminderErrors = { [Field in `reminder_${Place}_days`]?: 'range' | 'twice' }

/** A rule without a number of days is no rule. */
export function parseReminders(
  values: Record<ReminderField, string>,
): ParsedForm<ReminderRule[], ReminderErrors> {
  const rules: ReminderRule[] = []
  const errors: ReminderErrors = {}
  for (const place of places) {
    const typed = values[`reminder_${place}_days`]
    if (typed.trim() === '') continue
    const days = readDays(typed, mostReminderDays)
    const moment = values[`reminder_${place}_moment`] === 'before_expiry' ? 'before_expiry' : 'after_sending'
    const isTwice = rules.some((one) => one.moment === moment && one.days === days)
    if (!days || isTwice) errors[`reminder_${place}_days`] = days ? 'twice' : 'range'
    else rules.push({ moment, days })
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : valid(rules)
}

export function writeReminders(rules: ReminderRule[]): Record<ReminderField, string> {
  const fields = places.flatMap((place) => {
    const rule = rules[place - 1]
    return [
      [`reminder_${place}_moment`, rule?.moment ?? ''],
      [`reminder_${place}_days`, String(rule?.days ?? '')],
    ]
  })
  return Object.fromEntries(fields) as Record<ReminderField, string>
}
