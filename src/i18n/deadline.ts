import { formatDay, formatTime } from '../domain/formats.ts'
import type { Language } from '../domain/words.ts'
import { catalogueOf } from './catalogues.ts'

/** `27 décembre 2026, 23 h 59, heure de Paris`. What ends at midnight is told as the last minute of its day. */
export function sayDeadline(end: Date, lang: Language): string {
  const isMidnight = formatTime(end, 'fr') === '00:00'
  const last = isMidnight ? new Date(end.getTime() - 1) : end
  return catalogueOf(lang).deadline(formatDay(last, lang), formatTime(last, lang))
}
