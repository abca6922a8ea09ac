/** Formats dates as people of a language write them, always in Paris time. */
import { type Language, languages } from './words.ts'

const timeZone = 'Europe/Paris'
const styles = {
  day: { dateStyle: 'long', timeZone },
  dayAndTime: { dateStyle: 'long', timeStyle: 'short', timeZone },
  shortDay: { day: 'numeric', month: 'short', timeZone },
  dayAndMonth: { day: '2-digit', month: '2-digit', timeZone },
  shortDayAndYear: { day: 'numeric', month: 'short', year: 'numeric', timeZone },
  time: { timeStyle: 'short', timeZone },
  month: { month: 'long', timeZone },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** English texts use British dates and lists. */
const localeOf = (lang: Language) => (lang === 'en' ? 'en-GB' : lang)

/**
 * Formatters are kept, because building one costs about a hundred times as much as using it, in memory that V8 does
 * not count.
 */
function keep<Key extends string, Formatter>(make: (key: Key) => Formatter): (key: Key) => Formatter {
  const made = new Map<Key, Formatter>()
  return (key) => {
    const known = made.get(key) ?? make(key)
    made.set(key, known)
    return known
  }
}

type Style = keyof typeof styles

const formatterOf = keep((key: `${Style} ${Language}`) => {
  const [style, lang] = key.split(' ') as [Style, Language]
  return new Intl.DateTimeFormat(localeOf(lang), styles[style])
})

const formatter = (style: Style, lang: Language) => formatterOf(`${style} ${lang}`)

/** `23 novembre 2026`, `1er décembre 2026`. */
export const formatDay = (instant: Date, lang: Language) =>
  withOrdinal(formatter('day', lang).format(instant), lang)

/** The same for a day: `2026-11-23`. */
export const formatIsoDay = (day: string, lang: Language) => formatDay(new Date(`${day}T12:00:00Z`), lang)

/** `23 novembre 2026 à 10:42`. */
export const formatDayAndTime = (instant: Date, lang: Language) =>
  withOrdinal(formatter('dayAndTime', lang).format(instant), lang)

/** `23 nov.`. */
export const formatShortDay = (instant: Date, lang: Language) =>
  withOrdinal(formatter('shortDay', lang).format(instant), lang)

/** `23/11`; in English, where 10/12 could be either, `23 Nov`. */
export const formatDayAndMonth = (instant: Date, lang: Language) =>
  lang === 'en' ? formatShortDay(instant, lang) : formatter('dayAndMonth', lang).format(instant)

/** `210 000`, `210,000`. */
export const formatCount = (count: number, lang: Language) => countsIn(lang).format(count)

const countsIn = keep((lang: Language) => new Intl.NumberFormat(localeOf(lang)))

/** `62 %`. A dash when `whole` is 0. */
export function formatShare(part: number, whole: number, lang: Language): string {
  if (whole === 0) return '–'
  return sharesIn(lang).format(part / whole)
}

const sharesIn = keep(
  (lang: Language) => new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 0 }),
)

/** `10:42`. */
export const formatTime = (instant: Date, lang: Language) => formatter('time', lang).format(instant)

export const formatMonth = (instant: Date, lang: Language) => formatter('month', lang).format(instant)

/** The name of a language in another, with a capital: `Anglais`, `English`. */
export function nameLanguage(language: Language, lang: Language): string {
  const name = namesIn(lang).of(language)!
  return `${name.charAt(0).toLocaleUpperCase(lang)}${name.slice(1)}`
}

const namesIn = keep((lang: Language) => new Intl.DisplayNames(lang, { type: 'language' }))

/** The languages a request can be in, each with its name, for a list to choose from. */
export function languageChoices(lang: Language): [Language, string][] {
  return languages.map((language) => [language, nameLanguage(language, lang)])
}

/** `fr, en ou nl`. */
export function formatAlternatives(words: readonly string[], lang: Language): string {
  return alternativesIn(lang).format(words)
}

const alternativesIn = keep((lang: Language) => new Intl.ListFormat(localeOf(lang), { type: 'disjunction' }))

const iso = new Intl.DateTimeFormat('sv-SE', { timeZone })

/** The day in Paris: `2026-12-31`. */
export const isoDay = (instant: Date) => iso.format(instant)

/** Adds days to a day: `2026-12-31` and 1 give `2027-01-01`. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The midnight in Paris that ends this day: 22:00 or 23:00 UTC. */
export function endOfDay(day: string): Date {
  const summer = new Date(`${day}T22:00:00Z`)
  return isoDay(summer) > day ? summer : new Date(`${day}T23:00:00Z`)
}

/** `aujourd’hui, 10:42`, `hier, 17:05`, `20 nov.`, `20 nov. 2025`. */
export function formatRecent(instant: Date, now: Date, lang: Language): string {
  const day = isoDay(instant)
  const today = isoDay(now)
  for (const daysAgo of [0, 1]) {
    if (day === addDays(today, -daysAgo)) return `${sayDaysAgo(daysAgo, lang)}, ${formatTime(instant, lang)}`
  }
  return formatNearDay(instant, now, lang)
}

/** `20 nov.`; in another year than now `20 nov. 2025`. */
export function formatNearDay(instant: Date, now: Date, lang: Language): string {
  const isThisYear = isoDay(instant).slice(0, 4) === isoDay(now).slice(0, 4)
  return withOrdinal(formatter(isThisYear ? 'shortDay' : 'shortDayAndYear', lang).format(instant), lang)
}

/** `Aujourd’hui`, `Hier`. */
function sayDaysAgo(days: number, lang: Language): string {
  const word = relativeIn(lang).format(-days, 'day')
  return `${word.charAt(0).toLocaleUpperCase(lang)}${word.slice(1)}`
}

const relativeIn = keep((lang: Language) => new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }))

/** French writes the first of a month as an ordinal (`1er`), and only the first. `Intl` does not do it. */
function withOrdinal(date: string, lang: Language): string {
  return lang === 'fr' ? date.replace(/^1(?= )/, '1er') : date
}
