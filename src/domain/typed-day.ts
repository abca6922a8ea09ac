/** Days as people write them and as spreadsheets do: `31/12/2026`, `31.12.2026`, `27 novembre 2026`, `1er décembre 2026`. */
import { longestValue } from './plain-text.ts'
import { portalLanguages } from './words.ts'

/** `2026-12-31`. Undefined for what is not a day of the calendar, or could be two: `31/12/26`, `12/31/2026`. */
export function readDay(typed: string): string | undefined {
  if (typed.length > longestValue) return undefined
  const text = fold(typed)
    .trim()
    .replace(lastMinute, '')
    .replace(/[,;.]$/, '')
  const { weekday } = beforeDay.exec(text)?.groups ?? {}
  const date = text.replace(beforeDay, '')
  const {
    year,
    month = '',
    day,
  } = spellings.map((spelling) => spelling.exec(date)?.groups).find(Boolean) ?? {}
  const number = monthOf(month)
  if (!year || !day || !number) return undefined
  const read = calendarDay(`${year}-${number.padStart(2, '0')}-${day.padStart(2, '0')}`)
  // "lundi 31 décembre 2026", which is a Thursday, could be the Monday before or after it.
  return read && (!weekday || weekdays.get(weekday) === new Date(read).getUTCDay()) ? read : undefined
}

/** Without accents, and with one kind of dash and of slash. */
const fold = (text: string) => {
  const letters = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return letters.replace(/\p{Dash}/gu, '-').replace(/[\u2044\u2215]/g, '/')
}

/** How we write the end of a day ourselves: `31 décembre 2026, 23 h 59, heure de Paris`. */
const lastMinute = /,?\s+(?:a\s+)?23\s?[h:]\s?59(?:,?\s(?:heure de paris|paris time))?$/

// The day comes before the month, in English too: its texts are British.
const spellings = [
  /^(?<year>[1-9]\d{3})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})$/,
  /^(?<day>\d{1,2})(?:\s*([-/.])\s*|\s)(?<month>\d{1,2})(?:\s*\2\s*|\s)(?<year>[1-9]\d{3})$/,
  /^(?<day>\d{1,2})(?:er|st|nd|rd|th)?(?:\sof)?[\s./-]+(?<month>[a-z]+)\.?[\s,/-]+(?<year>[1-9]\d{3})$/,
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

/** From the name, or from its first letters where no other month has them: `fév`, `juill`. `12` is 12. */
function monthOf(written: string): string | undefined {
  if (/^\d{1,2}$/.test(written)) return written
  const begun = written.length < 3 ? [] : [...months].filter(([name]) => name.startsWith(written))
  const numbers = new Set(begun.map(([, number]) => number))
  return numbers.size === 1 ? [...numbers][0] : undefined
}

/** `lundi`, `lun`, `monday` -> 1. */
const weekdays = new Map(
  styles.flatMap(([lang, style]) =>
    namesOf(lang, style, 'weekday', week).map((name, index) => [name, week[index]!.getUTCDay()] as const),
  ),
)
const weekday = `(?:(?<weekday>${[...weekdays.keys()].join('|')})\\b\\.?,?\\s)?`
const beforeDay = new RegExp(`^(?:le\\s|on\\s|(?:jusqu['’]\\s?)?au\\s|until\\s)?${weekday}\\s*`)

function calendarDay(iso: string): string | undefined {
  const date = new Date(`${iso}T12:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined
}
