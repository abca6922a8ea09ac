/**
 * Lets a state that names controls in French find them on an English page: the names are looked up in the catalogues of
 * the portal.
 */
import type { Page } from 'playwright-core'
import type { Language } from '../../src/domain/words.ts'
import { en } from '../../src/i18n/portal/en/catalogue.ts'
import { fr } from '../../src/i18n/portal/fr/catalogue.ts'

const inEnglish = new Map<string, string>()
readTexts(fr, en)

/** The page itself in other languages: customers' states name no control. */
export function readIn(language: Language, page: Page): Page {
  return language === 'en' ? translate(page) : page
}

/** A text may be a function: one that only puts words around what it is given is looked up by these words. */
function readTexts(french: unknown, english: unknown): void {
  if (typeof french === 'string') inEnglish.set(french, String(english))
  else if (typeof french === 'object' && french)
    for (const [key, text] of Object.entries(french))
      readTexts(text, (english as Record<string, unknown>)[key])
}

/** Playwright's pages and locators, whose methods give locators again. */
function translate<Place extends object>(place: Place): Place {
  return new Proxy(place, {
    get(target, name) {
      const value = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      const isSearch = String(name).startsWith('getBy')
      return (...given: unknown[]) => {
        const found = value.apply(target, isSearch ? given.map(translateWords) : given)
        return /Locator$/.test(found?.constructor?.name) ? translate(found) : found
      }
    },
  })
}

function translateWords(given: unknown): unknown {
  if (typeof given === 'string') return inEnglish.get(given) ?? given
  if (typeof given !== 'object' || given === null || given instanceof RegExp) return given
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, translateWords(value)]))
}
