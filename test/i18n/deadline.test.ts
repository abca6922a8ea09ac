import t from 'tap'
import { sayDeadline, sayShortDeadlines } from '../../src/i18n/deadline.ts'

t.test('a deadline is told with its day, its time and its zone, in each language', async (t) => {
  const table = {
    fr: '27 décembre 2026, 23 h 59, heure de Paris',
    en: '27 December 2026, 23:59, Paris time',
    it: '27 dicembre 2026, ore 23:59, ora di Parigi',
    es: '27 de diciembre de 2026, 23:59 h, hora de París',
    de: '27. Dezember 2026, 23:59 Uhr, Pariser Zeit',
    nl: '27 december 2026, 23:59 uur, Parijse tijd',
  } as const
  for (const [lang, said] of Object.entries(table))
    t.equal(sayDeadline(new Date('2026-12-27T23:00:00Z'), lang as keyof typeof table), said)
})

t.test('what does not end at midnight keeps its minute', async (t) => {
  t.equal(sayDeadline(new Date('2026-12-03T22:59:00Z'), 'fr'), '3 décembre 2026, 23 h 59, heure de Paris')
  t.equal(sayDeadline(new Date('2026-07-01T12:05:40Z'), 'fr'), '1er juillet 2026, 14 h 05, heure de Paris')
})

t.test('an SMS without room for it has a shorter one, always with the time and the zone', async (t) => {
  const table = {
    fr: ['27/12, 23h59 heure de Paris', '27/12 23h59 Paris'],
    en: ['27 Dec, 23:59 Paris time', '27 Dec 23:59 Paris'],
    it: ['27/12, 23:59 ora di Parigi', '27/12 23:59 Parigi'],
    es: ['27/12, 23:59 hora de París', '27/12 23:59 París'],
    de: ['27.12., 23:59 Pariser Zeit', '27.12. 23:59 Paris'],
    nl: ['27-12, 23:59 Parijse tijd', '27-12 23:59 Parijs'],
  } as const
  for (const [lang, said] of Object.entries(table))
    t.strictSame(sayShortDeadlines(new Date('2026-12-27T23:00:00Z'), lang as keyof typeof table), said)
})
