/**
 * Decides when a reminder, or a request that is sent on a later day, may be sent: from 9:00 to 19:00 where the customer
 * is, never on a Sunday or on a public holiday of that place.
 */
import type { CountryCode } from 'libphonenumber-js'
import { addDays } from './formats.ts'
import { isPublicHoliday } from './holidays.ts'
import { zoneOf } from './zones.ts'

export const sendingHours = { first: 9, end: 19 }

export function isReminderTime(now: Date, country: CountryCode = 'FR'): boolean {
  const { day, hour } = localTime(now, zoneOf(country))
  return (
    hour >= sendingHours.first && hour < sendingHours.end && !isSunday(day) && !isPublicHoliday(day, country)
  )
}

const quarter = 15 * 60_000
const nextQuarter = (instant: Date) => new Date((Math.floor(instant.getTime() / quarter) + 1) * quarter)

/** Seconds from `now` until a reminder may be sent there; 0 when it may now. All clocks differ by whole quarters. */
export function secondsToReminderTime(now: Date, country: CountryCode): number {
  let instant = now
  while (!isReminderTime(instant, country)) instant = nextQuarter(instant)
  return Math.ceil((instant.getTime() - now.getTime()) / 1000)
}

/** The first moment of the day at which a message may leave there: 9:00, on the next working day if it is none. */
export function sendingTime(day: string, country: CountryCode): Date {
  // No clock is more than 14 hours ahead of UTC.
  let instant = new Date(`${addDays(day, -1)}T10:00:00Z`)
  while (localTime(instant, zoneOf(country)).day < day) instant = nextQuarter(instant)
  return new Date(instant.getTime() + 1000 * secondsToReminderTime(instant, country))
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** The day and the hour on the clocks of a zone. */
function localTime(instant: Date, timeZone: string): { day: string; hour: number } {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone })
  clocks.set(timeZone, clock)
  const [day = '', time = ''] = clock.format(instant).split(' ')
  return { day, hour: Number(time.slice(0, 2)) }
}

const isSunday = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay() === 0
