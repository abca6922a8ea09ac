/** The time zone of the place a telephone number belongs to. */
import type { CountryCode } from 'libphonenumber-js'

const paris = 'Europe/Paris'

/** Countries with several zones, of which nearly everybody lives in one. */
const main: Partial<Record<CountryCode, string>> = {
  PF: 'Pacific/Tahiti',
  DE: 'Europe/Berlin',
}

/** Where a country has several zones, a number does not tell which: its customers are taken for our own. */
export function zoneOf(country: CountryCode): string {
  const known = zones.get(country)
  if (known) return known
  const all = new Intl.Locale('und', { region: country }).getTimeZones() ?? []
  const zone = main[country] ?? (all.length === 1 ? all[0]! : paris)
  zones.set(country, zone)
  return zone
}

/** Kept, because it is asked for every reminder. */
const zones = new Map<CountryCode, string>()
