/**
 * Public holidays by the law of each place: fixed days, and days that follow Easter. Holidays of a part of a country
 * (Alsace-Moselle: Code du travail, art. L3134-13; a canton, a Land) are left out, because a number does not tell the
 * part.
 */
import type { CountryCode } from 'libphonenumber-js'
import { addDays } from './formats.ts'

interface Holidays {
  /** Month and day. */
  fixed: string[]
  /** Days from Easter Sunday: 1 is Easter Monday, 39 Ascension Day, 50 Whit Monday. */
  easter: number[]
}

/** The eleven of the Code du travail, art. L3133-1. */
const french: Holidays = {
  fixed: ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'],
  easter: [1, 39, 50],
}

const frenchAnd = (fixed: string[], easter: number[] = []): Holidays => ({
  fixed: [...french.fixed, ...fixed],
  easter: [...french.easter, ...easter],
})

const byCountry: Partial<Record<CountryCode, Holidays>> = {
  // The abolition of slavery: Code du travail, art. L3422-2.
  GP: frenchAnd(['05-27']),
  MQ: frenchAnd(['05-22']),
  GF: frenchAnd(['06-10']),
  RE: frenchAnd(['12-20']),
  YT: frenchAnd(['04-27']),
  BL: frenchAnd(['10-09']),
  // The article says the 27th. Since 2019 it is kept on the 28th, by a circular of 3 May 2019 and the prefecture.
  MF: frenchAnd(['05-27', '05-28']),
  // Citizenship Day: Code du travail de Nouvelle-Calédonie, and art. 74 of the Accord interprofessionnel territorial.
  NC: frenchAnd(['09-24']),
  // The Arrival of the Gospel, Good Friday, and Matarii i nia, which the Assembly's vote of 6 May 2025 puts in the place
  // of Autonomy Day (29 June) from 2026 on: Code du travail de la Polynésie française.
  PF: frenchAnd(['03-05', '11-20'], [-2]),
  // Saint Pierre Chanel and the day of the territory: list of the Administration supérieure (livret d'accueil, 2017).
  WF: frenchAnd(['04-28', '07-29']),
  BE: { fixed: ['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25'], easter: [1, 39, 50] },
  LU: {
    fixed: ['01-01', '05-01', '05-09', '06-23', '08-15', '11-01', '12-25', '12-26'],
    easter: [1, 39, 50],
  },
  CH: { fixed: ['01-01', '08-01', '12-25'], easter: [39] },
  MC: {
    fixed: ['01-01', '01-27', '05-01', '08-15', '11-01', '11-19', '12-08', '12-25'],
    easter: [1, 39, 50, 60],
  },
  DE: { fixed: ['01-01', '05-01', '10-03', '12-25', '12-26'], easter: [-2, 1, 39, 50] },
  ES: {
    fixed: ['01-01', '01-06', '05-01', '08-15', '10-12', '11-01', '12-06', '12-08', '12-25'],
    easter: [-2],
  },
  IT: {
    fixed: [
      ...['01-01', '01-06', '04-25', '05-01', '06-02', '08-15'],
      ...['10-04', '11-01', '12-08', '12-25', '12-26'],
    ],
    easter: [1],
  },
  NL: { fixed: ['01-01', '04-27', '12-25', '12-26'], easter: [1, 39, 50] },
}

/** `day`: `2026-12-31`. The French holidays hold for a country that is not known here. */
export function isPublicHoliday(day: string, country: CountryCode = 'FR'): boolean {
  const { fixed, easter } = byCountry[country] ?? french
  if (fixed.includes(day.slice(5))) return true
  const sunday = easterSunday(Number(day.slice(0, 4)))
  return easter.some((days) => addDays(sunday, days) === day)
}

/** Gregorian Easter, by the algorithm of Meeus, Jones and Butcher. */
function easterSunday(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const monthAndDay = h + l - 7 * m + 114
  const month = Math.floor(monthAndDay / 31)
  return `${year}-${String(month).padStart(2, '0')}-${String((monthAndDay % 31) + 1).padStart(2, '0')}`
}
