import type { CountryCode } from 'libphonenumber-js'
import t from 'tap'
import { isReminderTime, secondsToReminderTime, sendingTime } from '../../src/domain/calendar.ts'
import { countryOf } from '../../src/domain/phone.ts'

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

t.test('the same hours count on the customer’s own clocks (L8)', async (t) => {
  /** What the clocks there say at 9:00 UTC on a Tuesday in winter, and whether a reminder may leave. */
  const table: [number: string, clock: string, isTime: boolean][] = [
    ['+33612345678', '10:00', true],
    ['+590690123456', '5:00', false],
    ['+596696123456', '5:00', false],
    ['+594694123456', '6:00', false],
    ['+508551234', '6:00', false],
    ['+262692123456', '13:00', true],
    ['+262639123456', '12:00', true],
    ['+262269612345', '12:00', true],
    ['+687751234', '20:00', false],
    ['+68987123456', '23:00 of Monday', false],
    ['+681821234', '21:00', false],
    ['+32470123456', '10:00', true],
    ['+34612345678', '10:00, or 9:00 in the Canaries', true],
    ['+447400123456', '9:00', true],
    ['+351912345678', '9:00, or 8:00 in the Azores: taken for Paris', true],
    ['+14165550123', 'several zones: taken for Paris', true],
  ]
  const now = new Date('2026-11-24T09:00:00Z')
  for (const [number, clock, isTime] of table)
    t.equal(isReminderTime(now, countryOf(number)), isTime, `${number}: ${clock}`)
})

t.test('a Sunday and a holiday are those of the place, and last as long as there', async (t) => {
  const table: [country: CountryCode, instant: string, isTime: boolean, about: string][] = [
    ['NC', '2026-11-22T22:30:00Z', true, 'Monday 9:30 in Nouméa, Sunday night in Paris'],
    ['NC', '2026-11-21T23:00:00Z', false, 'Sunday 10:00 in Nouméa, midnight of Saturday in Paris'],
    ['PF', '2026-11-22T21:00:00Z', false, 'Sunday 11:00 in Papeete'],
    ['PF', '2026-11-23T04:30:00Z', false, 'Sunday 18:30 in Papeete, Monday in Paris'],
    ['NC', '2026-09-23T23:00:00Z', false, 'the 24th of September in Nouméa'],
    ['FR', '2026-09-24T10:00:00Z', true, 'a Thursday in France'],
    ['GP', '2026-05-27T15:00:00Z', false, 'the abolition of slavery in Guadeloupe'],
    ['MQ', '2026-05-22T15:00:00Z', false, 'in Martinique'],
    ['GF', '2026-06-10T15:00:00Z', false, 'in Guyane'],
    ['RE', '2027-12-20T08:00:00Z', false, 'in Réunion'],
    ['YT', '2026-04-27T08:00:00Z', false, 'in Mayotte'],
    ['RE', '2026-04-27T08:00:00Z', true, 'and not in Réunion'],
    ['BE', '2026-07-14T10:00:00Z', true, 'the 14th of July in Belgium'],
    ['BE', '2026-07-21T10:00:00Z', false, 'the 21st'],
    ['GB', '2026-12-25T10:00:00Z', false, 'Christmas where the law is not known here'],
  ]
  for (const [country, instant, isTime, about] of table)
    t.equal(isReminderTime(new Date(instant), country), isTime, about)
})

t.test('who cannot be reminded now can be at nine on the next working day there', async (t) => {
  const next = (instant: string, country: CountryCode) => {
    const now = new Date(instant)
    return new Date(now.getTime() + 1000 * secondsToReminderTime(now, country)).toISOString()
  }
  t.equal(next('2026-11-24T10:00:00Z', 'FR'), '2026-11-24T10:00:00.000Z')
  t.equal(next('2026-11-24T18:20:30Z', 'FR'), '2026-11-25T08:00:00.000Z')
  t.equal(next('2026-11-21T18:00:00Z', 'FR'), '2026-11-23T08:00:00.000Z')
  t.equal(next('2026-12-24T18:00:00Z', 'FR'), '2026-12-26T08:00:00.000Z')
  t.equal(next('2026-11-24T10:00:00Z', 'NC'), '2026-11-24T22:00:00.000Z')
})

t.test(
  'a chosen day begins at 9:00 where the customer is, on the next working day if it is none',
  async (t) => {
    const table: [day: string, number: string, instant: string, about: string][] = [
      ['2026-12-03', '+33612345678', '2026-12-03T08:00:00Z', 'a Thursday in Paris'],
      ['2026-07-15', '+33612345678', '2026-07-15T07:00:00Z', 'in summer'],
      ['2026-12-06', '+33612345678', '2026-12-07T08:00:00Z', 'a Sunday'],
      ['2027-05-08', '+33612345678', '2027-05-10T07:00:00Z', 'a holiday, a Saturday'],
      ['2026-12-03', '+687751234', '2026-12-02T22:00:00Z', 'Nouméa, ahead of Paris'],
      ['2026-12-03', '+68987123456', '2026-12-03T19:00:00Z', 'Tahiti, behind Paris'],
      ['2027-05-27', '+590690123456', '2027-05-28T13:00:00Z', 'a holiday of Guadeloupe'],
      ['2026-12-26', '+4915112345678', '2026-12-28T08:00:00Z', 'a holiday of Germany, then a Sunday'],
    ]
    for (const [day, number, instant, about] of table)
      t.same(sendingTime(day, countryOf(number)), new Date(instant), about)
  },
)
