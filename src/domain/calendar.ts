/** Decides when a reminder may be sent: from 9:00 to 19:00 in Paris, never on a Sunday or a French public holiday. */
import { addDays, isoDay } from './formats.ts'

const firstHour = 9
const endHour = 19

export function isReminderTime(now: Date): boolean {
  const hour = Number(parisHour.format(now))
  const day = isoDay(now)
  return hour >= firstHour && hour < endHour && !isSunday(day) && !isPublicHoliday(day)
}

const parisHour = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', timeZone: 'Europe/Paris' })

const isSunday = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay() === 0

/** The eleven public holidays of the Code du travail, art. L3133-1: eight fixed days, and three that follow Easter. */
const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']
const daysAfterEaster = [1, 39, 50]

export function isPublicHoliday(day: string): boolean {
  if (fixed.includes(day.slice(5))) return true
  const easter = easterSunday(Number(day.slice(0, 4)))
  return daysAfterEaster.some((days) => addDays(easter, days) === day)
}

/** Gregorian Easter, by the algorithm of Meeus, Jones and Butcher. */
function easterSunday(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const monthAndDay = h + l - 7 * m + 114
  const month = Math.floor(monthAndDay / 31)
  return `${year}-${String(month).padStart(2, '0')}-${String((monthAndDay % 31) + 1).padStart(2, '0')}`
}
