import type { CountryCode } from 'libphonenumber-js'
import t from 'tap'
import { isPublicHoliday } from '../../src/domain/holidays.ts'

t.test('the eleven public holidays of France, of 2026 and of 2027', async (t) => {
  const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']
  // Easter Monday, Ascension Day, Whit Monday.
  const movable = { 2026: ['04-06', '05-14', '05-25'], 2027: ['03-29', '05-06', '05-17'] }
  for (const [year, days] of Object.entries(movable)) {
    const holidays = [...fixed, ...days].map((day) => `${year}-${day}`).sort()
    t.strictSame(
      daysOf(Number(year)).filter((day) => isPublicHoliday(day)),
      holidays,
    )
  }
})

t.test('the holidays of the French overseas are those of the French, and their own', async (t) => {
  const own: [country: CountryCode, days: string[]][] = [
    ['GP', ['05-27']],
    ['MQ', ['05-22']],
    ['GF', ['06-10']],
    ['RE', ['12-20']],
    ['YT', ['04-27']],
    ['BL', ['10-09']],
    ['MF', ['05-27', '05-28']],
    ['PM', []],
    ['NC', ['09-24']],
    ['PF', ['03-05', '03-26', '11-20']],
    ['WF', ['04-28', '07-29']],
  ]
  for (const [country, days] of own) {
    const added = daysOf(2027).filter((day) => isPublicHoliday(day, country) && !isPublicHoliday(day))
    t.strictSame(
      added,
      days.map((day) => `2027-${day}`),
      country,
    )
  }
})

function daysOf(year: number): string[] {
  const first = Date.UTC(year, 0, 1)
  const all = Array.from({ length: 366 }, (_, n) =>
    new Date(first + n * 86_400_000).toISOString().slice(0, 10),
  )
  return all.filter((day) => day.startsWith(String(year)))
}
