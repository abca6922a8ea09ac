import type { Language } from '../db/schema.ts'
import { de } from './customer/de.ts'
import { en } from './customer/en.ts'
import { es } from './customer/es.ts'
import { fr } from './customer/fr.ts'
import { it } from './customer/it.ts'
import { nl } from './customer/nl.ts'
import { fr as portal } from './portal/fr.ts'

const customer = { fr, en, it, es, de, nl }

const catalogues = Object.fromEntries(
  Object.entries(customer).map(([lang, texts]) => [lang, { ...texts, ...portal }]),
) as Record<Language, Catalogue>

export type Catalogue = (typeof customer)['fr'] & typeof portal

/** What the customer reads in their language, what the merchant reads in French. */
export function catalogueOf(lang: Language): Catalogue {
  return catalogues[lang]
}
