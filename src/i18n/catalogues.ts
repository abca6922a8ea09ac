import type { Language } from '../domain/words.ts'
import { de } from './customer/de.ts'
import { en } from './customer/en.ts'
import { es } from './customer/es.ts'
import { fr } from './customer/fr.ts'
import { it } from './customer/it.ts'
import { nl } from './customer/nl.ts'
import { en as portalEn } from './portal/en/catalogue.ts'
import { type PortalCatalogue, fr as portalFr } from './portal/fr/catalogue.ts'

const customer = { fr, en, it, es, de, nl }

export type Catalogue = (typeof customer)['fr'] & PortalCatalogue

const catalogues = Object.fromEntries(
  Object.entries(customer).map(([lang, texts]) => [
    lang,
    { ...texts, ...(lang === 'en' ? portalEn : portalFr) },
  ]),
) as Record<Language, Catalogue>

/** What the customer reads in their language; what the merchant reads in theirs, French or English. */
export function catalogueOf(lang: Language): Catalogue {
  return catalogues[lang]
}
