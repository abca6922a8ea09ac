import { type Language, languages, type PortalLanguage } from '../domain/words.ts'
import { de } from './customer/de.ts'
import { en } from './customer/en.ts'
import { es } from './customer/es.ts'
import { type CustomerCatalogue, fr } from './customer/fr.ts'
import { it } from './customer/it.ts'
import { nl } from './customer/nl.ts'
import { en as portalEn } from './portal/en/catalogue.ts'
import { type PortalCatalogue, fr as portalFr } from './portal/fr/catalogue.ts'

export type Catalogue = CustomerCatalogue & PortalCatalogue

/**
 * What may be wrong with each field of a form: the problems that have a sentence. Where a parser finds a problem without
 * one, the page that shows it does not compile.
 */
export type ProblemsOf<Values, Sentences> = {
  [Field in keyof Values]?: Field extends keyof Sentences ? keyof Sentences[Field] : never
}

export const customerCatalogues: Record<Language, CustomerCatalogue> = { fr, en, it, es, de, nl }
const portalCatalogues: Partial<Record<Language, PortalCatalogue>> & Record<PortalLanguage, PortalCatalogue> =
  { fr: portalFr, en: portalEn }

const catalogues = new Map(
  languages.map((lang): [Language, Catalogue] => [
    lang,
    { ...customerCatalogues[lang], ...(portalCatalogues[lang] ?? portalCatalogues.fr) },
  ]),
)

/** Customers' texts in `lang`. Merchants' texts too, if it is a language of the portal; else in French. */
export function catalogueOf(lang: Language): Catalogue {
  return catalogues.get(lang)!
}
