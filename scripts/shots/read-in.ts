/**
 * Lets a state that names controls in French find them on an English page: the names are looked up in the catalogues of
 * the portal.
 */
import type { Page } from 'playwright-core'
import type { Language } from '../../src/domain/words.ts'
import { en } from '../../src/i18n/portal/en/catalogue.ts'
import { fr } from '../../src/i18n/portal/fr/catalogue.ts'

/** What stands in a text for the parameters of its function. */
const parameter = '\uE000'
/** As Playwright compares texts. */
const plain = (text: string) => text.replace(/\s+/g, ' ')
const texts: { french: string; english: string }[] = []
readTexts(fr, en)

/** The page itself in other languages: customers' states name no control. */
export function readIn(language: Language, page: Page): Page {
  return language === 'en' ? translate(page) : page
}

function readTexts(french: unknown, english: unknown): void {
  if (typeof french === 'object' && french)
    for (const [key, text] of Object.entries(french))
      readTexts(text, (english as Record<string, unknown>)[key])
  else texts.push({ french: plain(fill(french)), english: fill(english) })
}

/** The text itself; that of a function with its parameters marked, or nothing where they are no texts. */
function fill(text: unknown): string {
  try {
    return typeof text === 'function' ? String(text(...Array(text.length).fill(parameter))) : String(text)
  } catch {
    return ''
  }
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
  if (typeof given === 'string')
    return inEnglish((text) => text === given) ?? inEnglish(isPart(given)) ?? given
  if (given instanceof RegExp) return inEnglish((text) => given.test(text)) ?? given
  if (typeof given !== 'object' || given === null) return given
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, translateWords(value)]))
}

/** Whether words that were given are a part of a text, or are this text with its parameters. */
const isPart = (given: string) => (text: string) =>
  /\p{L}.{6}/u.test(given) && (text.includes(given) || isFilled(text, given))

function isFilled(text: string, given: string): boolean {
  const words = text.split(parameter).filter((part) => /\p{L}{2}/u.test(part))
  return text.includes(parameter) && words.length > 0 && words.every((part) => given.includes(part))
}

/** The longest piece of an English text that has no parameter in it. */
function inEnglish(isIt: (french: string) => boolean): string | undefined {
  const text = texts.find(({ french }) => french && isIt(french))
  return text?.english
    .split(parameter)
    .sort((a, b) => b.length - a.length)[0]
    ?.trim()
}
