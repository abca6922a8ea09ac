/** Days as people write them and as spreadsheets do: `31/12/2026`, `31.12.2026`, `27 novembre 2026`, `1er décembre 2026`. */
import { longestValue } from './plain-text.ts'
import { portalLanguages } from './words.ts'

/** `2026-12-31`. Undefined for what is not a day of the calendar, or could be two: `31/12/26`, `12/31/2026`. */
export function readDay(typed: string): string | undefined {
  if (typed.length > longestValue) return undefined
  const text = fold(typed).trim().replace(beforeDay, '')
  const { year, month, day } = spellings.map((spelling) => spelling.exec(text)?.groups).find(Boolean) ?? {}
  const number = months.get(month ?? '') ?? month
  if (!year || !day || !/^\d{1,2}$/.test(number ?? '')) return undefined
  return calendarDay(`${year}-${number!.padStart(2, '0')}-${day.padStart(2, '0')}`)
}

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

// The day comes before the month, in English too: its texts are British.
const spellings = [
  /^(?<year>[1-9]\d{3})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})$/,
  /^(?<day>\d{1,2})(?:\s*([-/.])\s*|\s)(?<month>\d{1,2})(?:\s*\2\s*|\s)(?<year>[1-9]\d{3})$/,
  /^(?<day>\d{1,2})(?:er|st|nd|rd|th)?[\s.-]+(?<month>[a-z]+)\.?[\s,-]+(?<year>[1-9]\d{3})$/,
  /^(?<month>[a-z]+)\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>[1-9]\d{3})$/,
]

const namesOf = (lang: string, style: 'long' | 'short', part: 'month' | 'weekday', days: Date[]) =>
  days.map((day) =>
    fold(new Intl.DateTimeFormat(lang, { [part]: style, timeZone: 'UTC' }).format(day)).replace('.', ''),
  )

const firsts = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 1)))
const week = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2026, 0, day + 1)))
const styles = portalLanguages.flatMap((lang) => [[lang, 'long'] as const, [lang, 'short'] as const])

/** `decembre`, `dec`, `december` -> `12`. */
const months = new Map(
  styles.flatMap(([lang, style]) =>
    namesOf(lang, style, 'month', firsts).map((name, index) => [name, String(index + 1)] as const),
  ),
)
const weekdays = styles.flatMap(([lang, style]) => namesOf(lang, style, 'weekday', week))
const beforeDay = new RegExp(`^(?:le\\s|on\\s)?(?:(?:${weekdays.join('|')})\\b\\.?,?\\s)?\\s*`)

function calendarDay(iso: string): string | undefined {
  const date = new Date(`${iso}T12:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined
}
