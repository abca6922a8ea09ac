import t from 'tap'
import { isPublicHoliday, isReminderTime } from '../../src/domain/calendar.ts'

t.test('a reminder may leave from 9:00 to 19:00 in Paris, whatever the season (L8)', async (t) => {
  const table: [instant: string, isTime: boolean, about: string][] = [
    ['2026-11-24T07:59:59Z', false, 'a Tuesday in winter, 8:59'],
    ['2026-11-24T08:00:00Z', true, '9:00'],
    ['2026-11-24T17:59:59Z', true, '18:59'],
    ['2026-11-24T18:00:00Z', false, '19:00'],
    ['2026-11-24T23:00:00Z', false, 'midnight'],
    ['2026-07-15T06:59:59Z', false, 'a Wednesday in summer, 8:59'],
    ['2026-07-15T07:00:00Z', true, '9:00'],
    ['2026-07-15T16:59:59Z', true, '18:59'],
    ['2026-07-15T17:00:00Z', false, '19:00'],
    ['2026-03-28T07:30:00Z', false, 'the Saturday before the clocks go forward, 8:30'],
    ['2026-03-28T08:30:00Z', true, '9:30'],
    ['2026-03-29T10:00:00Z', false, 'the Sunday when they do'],
    ['2026-03-30T07:30:00Z', true, 'the Monday after, 9:30'],
    ['2026-03-30T17:30:00Z', false, '19:30'],
    ['2026-10-24T07:30:00Z', true, 'the Saturday before they go back, 9:30'],
    ['2026-10-25T10:00:00Z', false, 'the Sunday when they do'],
    ['2026-10-26T07:30:00Z', false, 'the Monday after, 8:30'],
    ['2026-10-26T17:30:00Z', true, '18:30'],
    ['2026-11-21T22:30:00Z', false, 'a Saturday, 23:30'],
    ['2026-11-22T10:00:00Z', false, 'a Sunday'],
    ['2026-11-23T10:00:00Z', true, 'a Monday'],
    ['2026-11-11T10:00:00Z', false, 'the 11th of November'],
    ['2026-12-31T23:30:00Z', false, 'already the first of January in Paris'],
  ]
  for (const [instant, isTime, about] of table) t.equal(isReminderTime(new Date(instant)), isTime, about)
})

t.test('the eleven public holidays of France, of 2026 and of 2027', async (t) => {
  const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']
  // Easter Monday, Ascension Day, Whit Monday.
  const movable = { 2026: ['04-06', '05-14', '05-25'], 2027: ['03-29', '05-06', '05-17'] }
  for (const [year, days] of Object.entries(movable)) {
    const holidays = [...fixed, ...days].map((day) => `${year}-${day}`).sort()
    t.strictSame(daysOf(Number(year)).filter(isPublicHoliday), holidays)
  }
})

function daysOf(year: number): string[] {
  const first = Date.UTC(year, 0, 1)
  const all = Array.from({ length: 366 }, (_, n) =>
    new Date(first + n * 86_400_000).toISOString().slice(0, 10),
  )
  return all.filter((day) => day.startsWith(String(year)))
}
