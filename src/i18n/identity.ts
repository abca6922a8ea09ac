import { formatSiren, formatVatNumber } from '../domain/business-number.ts'
import type { Letterhead } from '../domain/letterhead.ts'
import type { Language } from '../domain/words.ts'
import { catalogueOf } from './catalogues.ts'

/** Who the merchant is beside its trade name, line by line: legal name, address, numbers. */
export function sayIdentity(letterhead: Letterhead, lang: Language): string[] {
  const { legal_name, postal_address, siren, vat_number } = letterhead
  const words = catalogueOf(lang).letterhead
  const lines = [
    legal_name,
    ...(postal_address ?? '').split('\n'),
    siren && words.siren(formatSiren(siren)),
    vat_number && words.vatNumber(formatVatNumber(vat_number)),
  ]
  return lines.filter((line): line is string => Boolean(line))
}

/** The merchant's own pages that the law wants customers to find. */
export function termsOf({ terms_url, withdrawal_url }: Letterhead, lang: Language) {
  const words = catalogueOf(lang).letterhead
  const links = [
    { words: words.terms, url: terms_url },
    { words: words.withdrawal, url: withdrawal_url },
  ]
  return links.flatMap(({ words, url }) => (url === null ? [] : [{ words, url }]))
}
