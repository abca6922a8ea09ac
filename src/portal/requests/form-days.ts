/** The days of the request form: when the request is sent, and until when it can be paid. */
import { sendingTime } from '../../domain/calendar.ts'
import { addDays, isoDay } from '../../domain/formats.ts'
import { invalid, type Parsed, valid } from '../../domain/parsed.ts'
import { parseRecipient, placeOf, type RecipientRules } from '../../domain/recipient.ts'
import { mostDays } from '../../domain/request-lifecycle.ts'
import { readDay } from '../../domain/typed-day.ts'

export interface DayRules {
  /** The day in Paris: `2026-12-31`. */
  today: string
  /** The number of days the form starts with. */
  defaults: { expiryDays: number }
}

interface DayValues {
  channel: string
  email: string
  phone: string
  send_by: string
  send_on: string
  expires_on: string
}

/** The days that may be chosen. Those to pay are counted from the sending, and begin after the day of a later one. */
export function findDayRange(values: DayValues, rules: DayRules & RecipientRules) {
  const { today, defaults } = rules
  const chosen = parseSendOn(values, rules)
  const sentOn = chosen.ok && chosen.value ? findSendingDay(chosen.value, values, rules) : undefined
  return {
    sendFrom: addDays(today, 1),
    sendUntil: addDays(today, mostDays),
    minDay: sentOn ? addDays(sentOn, 1) : today,
    defaultDay: addDays(sentOn ?? today, defaults.expiryDays),
    maxDay: addDays(sentOn ?? today, mostDays),
    isPlanned: sentOn !== undefined,
  }
}

/** The day in Paris on which it leaves: Sundays and holidays are skipped where the customer is. */
function findSendingDay(day: string, values: DayValues, rules: RecipientRules): string {
  const to = parseRecipient(values, rules)
  return isoDay(sendingTime(day, to.ok ? placeOf(to.value) : 'FR'))
}

export function parseDays(values: DayValues, rules: DayRules & RecipientRules) {
  return { send_on: parseSendOn(values, rules), expires_on: parseExpiry(values, rules) }
}

type DayProblem = 'unreadable' | 'past' | 'too_far'

function parseSendOn(
  { send_on, send_by }: DayValues,
  { today }: DayRules,
): Parsed<string | null, DayProblem | 'unsuitable'> {
  if (send_on.trim() === '') return valid(null)
  const day = readDay(send_on)
  if (!day) return invalid('unreadable')
  if (day <= today) return invalid('past')
  if (day > addDays(today, mostDays)) return invalid('too_far')
  return send_by === 'us' ? valid(day) : invalid('unsuitable')
}

function parseExpiry(
  values: DayValues,
  rules: DayRules & RecipientRules,
): Parsed<string, DayProblem | 'before_sending'> {
  const { minDay, defaultDay, maxDay, isPlanned } = findDayRange(values, rules)
  if (values.expires_on.trim() === '') return valid(defaultDay)
  const day = readDay(values.expires_on)
  if (!day) return invalid('unreadable')
  // What the form proposed before a day to send it was chosen.
  if (isPlanned && day === addDays(rules.today, rules.defaults.expiryDays)) return valid(defaultDay)
  if (day < minDay) return invalid(isPlanned ? 'before_sending' : 'past')
  return day > maxDay ? invalid('too_far') : valid(day)
}
