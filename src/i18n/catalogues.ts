import type { Language } from '../domain/words.ts'
import { de } from './customer/de.ts'
import { en } from './customer/en.ts'
import { es } from './customer/es.ts'
import { type CustomerCatalogue, fr } from './customer/fr.ts'
import { it } from './customer/it.ts'
import { nl } from './customer/nl.ts'
import { en as portalEn } from './portal/en/catalogue.ts'
import { type PortalCatalogue, fr as portalFr } from './portal/fr/catalogue.ts'

export type Catalogue = CustomerCatalogue & PortalCatalogue

const catalogues: Record<Language, Catalogue> = {
  fr: { ...fr, ...portalFr },
  en: { ...en, ...portalEn },
  it: { ...it, ...portalFr },
  es: { ...es, ...portalFr },
  de: { ...de, ...portalFr },
  nl: { ...nl, ...portalFr },
}

/** What the customer reads in their language; what the merchant reads in theirs, French or English. */
export function catalogueOf(lang: Language): Catalogue {
  return catalogues[lang]
}
