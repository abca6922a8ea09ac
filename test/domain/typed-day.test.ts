import fc from 'fast-check'
import t from 'tap'
import { formatDay } from '../../src/domain/formats.ts'
import { readDay } from '../../src/domain/typed-day.ts'

t.test('a day is read however people and spreadsheets write it', async (t) => {
  const spellings: Record<string, string[]> = {
    '2026-12-31': [
      ...[
        '2026-12-31',
        '2026/12/31',
        '31/12/2026',
        '31.12.2026',
        '31-12-2026',
        '31 12 2026',
        ' 31 / 12 / 2026 ',
      ],
      ...['31 décembre 2026', '31 decembre 2026', '31 DÉCEMBRE 2026', '31 déc. 2026', '31-déc-2026'],
      ...['jeudi 31 décembre 2026', 'le 31 décembre 2026', 'le jeudi 31/12/2026'],
      ...[
        '31 December 2026',
        '31st December 2026',
        'December 31, 2026',
        'Thursday, 31 December 2026',
        'on 31 Dec 2026',
      ],
    ],
    // With the words and the marks around it that we write ourselves, and that people do.
    '2027-12-31': [
      ...[
        '31 décembre 2027, 23 h 59, heure de Paris',
        '31 December 2027, 23:59, Paris time',
        '31/12/2027 23h59',
      ],
      ...['jusqu’au 31 décembre 2027', "jusqu'au vendredi 31/12/2027", 'au 31/12/2027', '31/12/2027.'],
      ...['31–12–2027', '31‑12‑2027', '31−12−2027', '31⁄12⁄2027', '31/déc/2027', '31st of December 2027'],
    ],
    '2027-02-15': ['15 fév. 2027', '15 fev 2027', '15 févr 2027'],
    '2027-07-01': ['1er juill. 2027', '1 juil 2027'],
    '2026-11-27': ['27 novembre 2026', '27 nov. 2026', '27/11/2026'],
    '2026-12-01': ['1er décembre 2026', '1 décembre 2026', '1/12/2026', '01/12/2026', '1st December 2026'],
    '2028-02-29': ['29/02/2028', '29 févr. 2028', '29 février 2028'],
  }
  for (const [day, typed] of Object.entries(spellings))
    for (const one of typed) t.equal(readDay(one), day, one)
})

t.test('what is no day, or could be two, is not guessed', async (t) => {
  const others = [
    ...[
      '',
      'demain',
      '31',
      '31/12',
      '31/12/26',
      '12/31/2026',
      '2026-13-01',
      '2026-02-30',
      '31/02/2026',
      '29/02/2026',
    ],
    ...[
      '32/01/2026',
      '0/1/2026',
      '0000-01-01',
      '0999-01-01',
      '31-12/2026',
      '2026-12/31',
      '31122026',
      'décembre 2026',
    ],
    // The 31st is a Thursday.
    ...['lundi 31 décembre 2026', 'dim. 31/12/2026', 'Friday, December 31, 2026'],
    ...['1 jui 2027', '1 ju 2027', '31 d 2026', '31/12/2026 12:00', 'avant le 31/12/2026'],
    ...['31 ventôse 2026', '31 décembre', 'vers le 31 décembre 2026', '31 décembre 2026 ou après', '46387'],
  ]
  for (const typed of others) t.equal(readDay(typed), undefined, typed)
})

t.test('a day that we write is read as itself, in both languages of the portal', async () => {
  fc.assert(
    fc.property(
      fc.date({
        min: new Date('2000-01-01T12:00:00Z'),
        max: new Date('2099-12-31T12:00:00Z'),
        noInvalidDate: true,
      }),
      fc.constantFrom('fr' as const, 'en' as const),
      (date, lang) => {
        const day = date.toISOString().slice(0, 10)
        return readDay(day) === day && readDay(formatDay(new Date(`${day}T12:00:00Z`), lang)) === day
      },
    ),
  )
})
