/** Views: where they are, what all of them can use, and which values each of them takes. */
import { join } from 'node:path'
import { Eta } from 'eta'
import type { Config } from '../config/config.ts'
import { spellEmail } from '../domain/email.ts'
import { isErased } from '../domain/erased.ts'
import * as formats from '../domain/formats.ts'
import { formatAmount, formatAmountForInput } from '../domain/money.ts'
import { initialsOf } from '../domain/name.ts'
import { formatPhone } from '../domain/phone.ts'
import { labelOf } from '../domain/request-lifecycle.ts'
import { type Language, languages } from '../domain/words.ts'
import { catalogueOf } from '../i18n/catalogues.ts'
import { sayDeadline } from '../i18n/deadline.ts'
import { sayIdentity, termsOf } from '../i18n/identity.ts'
import { assetUrl } from './assets.ts'
import { barColours } from './installed.ts'
import { paths } from './paths.ts'
import { payStyleUrl } from './pay-style.ts'
import { sayProblem, sayProblems } from './sentences.ts'

export const viewsRoot = join(import.meta.dirname, '../../views')

type SharedConfig = Pick<Config, 'production' | 'brandName' | 'publicUrl' | 'mailer'>

/**
 * One Eta for pages and e-mails. Views read their values in `it`, and by their own names what all views share:
 * Eta copies `it` at each include, so it holds the values of the view alone.
 */
export function createEta(config: SharedConfig): Eta {
  const shared = Object.fromEntries(languages.map((lang) => [lang, sharedIn(lang, config)]))
  const eta = new Eta({
    views: viewsRoot,
    cache: config.production,
    // Indentation would be a tenth of the pay page.
    rmWhitespace: true,
    functionHeader: `const { lang } = it; const { ${Object.keys(shared.fr!).join(', ')} } = this.shared[lang];`,
  })
  keepFiles(eta)
  return Object.assign(eta, { shared })
}

/**
 * Eta works out the file of a view at each include, which took a quarter of the time of a list. Ours are all named
 * from the root (`/requests/_row`), so a name is always the same file.
 */
function keepFiles(eta: Eta): void {
  const findFile = eta.resolvePath!.bind(eta)
  const files = new Map<string, string>()
  eta.resolvePath = (name, options) => {
    const file = files.get(name) ?? findFile(name, options)
    files.set(name, file)
    return file
  }
}

/** What every view of this language can use. */
function sharedIn(lang: Language, config: SharedConfig) {
  return {
    t: catalogueOf(lang),
    brand: config.brandName,
    publicUrl: config.publicUrl,
    hasLocalMessages: config.mailer === 'local',
    paths,
    asset: assetUrl,
    payStyle: payStyleUrl,
    barColours,
    formatAmount,
    formatAmountForInput,
    formatPhone,
    initialsOf,
    nameAddress: (address: string) => nameAddress(address, lang),
    formats,
    labelOf,
    sayDeadline,
    sayIdentity,
    termsOf,
    sayProblem,
    sayProblems,
    once: config.production ? keepParts() : (_name: string, render: () => string) => render(),
  }
}

/**
 * Renders what is the same on every page of a language only once: `once('links', () => include('/layouts/_links'))`.
 * Nothing of a customer or a merchant may be in it.
 */
function keepParts() {
  const parts = new Map<string, string>()
  return (name: string, render: () => string): string => {
    const part = parts.get(name) ?? render()
    parts.set(name, part)
    return part
  }
}

/** A customer's address as people read it. */
function nameAddress(address: string, lang: Language): string {
  if (isErased(address)) return catalogueOf(lang).customers.erased
  return address.includes('@') ? spellEmail(address) : formatPhone(address)
}

/** Renders a page or an e-mail outside of a request. */
export function renderView<V extends View>(eta: Eta, view: V, values: Views[V] & { lang: Language }): string {
  return eta.render(`/${view}`, values)
}

/** The values each view takes. Each room adds its own views, beside the code that makes the values. */
export interface Views {
  'errors/error': {
    status: number
    /** The beginning of the request's id, which the log has in full. */
    reference: string
    /** For somebody who pays: our own home page is no way out. */
    isForPayer?: boolean
    words?: string | undefined
    retryAfterSeconds?: number
  }
  'legal/legal': LegalFacts
  'legal/privacy': LegalFacts
  'legal/accessibility': LegalFacts
}

interface LegalFacts {
  operator: Config['operator']
  retentionMonths: Config['retentionMonths']
}

/** The name of a view that `page`, `outcome` or `renderView` can render. */
export type View = keyof Views

/** Values that any page may be given: its language, and its path where the footer cannot find it. */
export interface Common {
  lang?: Language
  path?: string
}

export type Values<V extends View> = Views[V] & Common

/** `Given`, of which every name must be one of `Wanted`: a misspelt name of a value that may be absent is an error. */
export type Exactly<Given, Wanted> = Given & Record<Exclude<keyof Given, NameOf<Wanted>>, never>
type NameOf<Wanted> = Wanted extends unknown ? keyof Wanted : never
