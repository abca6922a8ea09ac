/**
 * Lets a state that names controls in French find them on an English page: the names are looked up in the catalogues of
 * the portal. French words with several meanings find each of them.
 */
import type { Page } from 'playwright-core'
import type { Language } from '../../src/domain/words.ts'
import { en } from '../../src/i18n/portal/en/catalogue.ts'
import { fr } from '../../src/i18n/portal/fr/catalogue.ts'

/** A text's first parameter is 987650, which it may write `987 650`, its second 987651. */
const firstParameter = 987_650
const parameter = /987\D?65(\d)/

interface Text {
  french: string
  english: string
}

const plain = (text: string) => text.replace(/\s+/g, ' ')
const texts: Text[] = []
readTexts(fr, en)

/** The page itself in other languages: customers' states name no control. */
export function readIn(language: Language, page: Page): Page {
  return language === 'en' ? translate(page) : page
}

function readTexts(french: unknown, english: unknown): void {
  if (typeof french === 'object' && french)
    for (const [key, text] of Object.entries(french))
      readTexts(text, (english as Record<string, unknown>)[key])
  else texts.push({ french: fill(french), english: fill(english) })
}

/** Nothing where a parameter must be more than a number. */
function fill(text: unknown): string {
  if (typeof text !== 'function') return plain(String(text))
  try {
    return plain(String(text(...Array.from({ length: text.length }, (_, n) => firstParameter + n))))
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

/** Of what a search takes: words, or options with a name. */
function translateWords(given: unknown, _place: number, all: unknown[]): unknown {
  if (typeof given === 'string' || given instanceof RegExp)
    return inEnglish(
      given,
      all.some((one) => (one as { exact?: boolean }).exact),
    )
  const { name, ...options } = given as { name?: string | RegExp; exact?: boolean }
  return name ? { ...options, name: inEnglish(name, options.exact) } : options
}

function inEnglish(given: string | RegExp, isExact = false): string | RegExp {
  const whole = texts.flatMap((text) => translateWhole(text, given))
  const found = whole.length > 0 || isExact ? whole : texts.flatMap((text) => translatePart(text, given))
  if (found.length === 0) return given
  const all = [...new Set(found)].join('|')
  return new RegExp(isExact ? `^(${all})$` : all, 'i')
}

/** The English pattern of the text that was meant, with its parameters. */
function translateWhole({ french, english }: Text, given: string | RegExp): string[] {
  if (!/\p{L}/u.test(french.replace(parameter, ''))) return []
  if (given instanceof RegExp) return given.test(french) ? [patternOf(english)] : []
  const values = new RegExp(`^${patternOf(french, '(.+)')}$`).exec(plain(given))?.slice(1)
  if (!values) return []
  const places = french.split(parameter).filter((_, at) => at % 2 === 1)
  return [patternOf(english, (n) => patternOf(values[places.indexOf(n)] ?? ''))]
}

/** That of a text with these words in it. */
function translatePart({ french, english }: Text, given: string | RegExp): string[] {
  const isPart = typeof given === 'string' && /\p{L}.{6}/u.test(given) && french.includes(plain(given))
  return isPart ? [patternOf(english)] : []
}

function patternOf(text: string, value: string | ((parameter: string) => string) = '.*'): string {
  const literal = (words: string) => words.replace(/[^\p{L}\d\s]/gu, '\\$&').replace(/\s/g, '\\s')
  return text
    .split(parameter)
    .map((part, at) => (at % 2 === 0 ? literal(part) : typeof value === 'string' ? value : value(part)))
    .join('')
}
