import { formatDay, formatDayAndMonth, formatTime } from '../domain/formats.ts'
import type { Language } from '../domain/words.ts'
import { catalogueOf } from './catalogues.ts'

/** `27 décembre 2026, 23 h 59, heure de Paris`. What ends at midnight is told as the last minute of its day. */
export function sayDeadline(end: Date, lang: Language): string {
  const last = lastMinuteOf(end)
  return catalogueOf(lang).deadline(formatDay(last, lang), formatTime(last, lang))
}

/**
 * The same for an SMS, from the longest to the shortest: `27/12, 23h59 heure de Paris`, `27/12 23h59 Paris`. No year:
 * a request ends within 90 days.
 */
export function sayShortDeadlines(end: Date, lang: Language): string[] {
  const last = lastMinuteOf(end)
  const { shortDeadline, shortestDeadline } = catalogueOf(lang)
  const day = formatDayAndMonth(last, lang)
  return [shortDeadline, shortestDeadline].map((say) => say(day, formatTime(last, lang)))
}

function lastMinuteOf(end: Date): Date {
  const isMidnight = formatTime(end, 'fr') === '00:00'
  return isMidnight ? new Date(end.getTime() - 1) : end
}
