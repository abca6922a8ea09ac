/** Templates: where they are, what all of them may use, and how a handler answers with one. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fastifyView from '@fastify/view'
import { Eta } from 'eta'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config/config.ts'
import { isErased } from '../domain/erased.ts'
import * as formats from '../domain/formats.ts'
import { formatAmount, formatAmountForInput } from '../domain/money.ts'
import { formatPhone } from '../domain/phone.ts'
import { labelOf } from '../domain/request-lifecycle.ts'
import { mayAct, type Role } from '../domain/roles.ts'
import type { Language } from '../domain/words.ts'
import { catalogueOf } from '../i18n/catalogues.ts'
import { assetUrl } from './assets.ts'
import { leaveNotice, type Notice } from './flash.ts'
import { isFragmentRequest } from './htmx.ts'
import { readLanguage } from './language.ts'
import { paths } from './paths.ts'
import { payStyleUrl } from './pay-style.ts'

const vary = 'HX-Request, HX-Request-Type, HX-History-Restore-Request'
const root = join(import.meta.dirname, '../../views')

/** An Eta of our own, for pages and e-mails alike. Templates read `t`, `lang` and `it`. */
export function createEta(config: Pick<Config, 'production'>): Eta {
  return new Eta({
    views: root,
    cache: config.production,
    // A tenth of the pay page would be indentation.
    rmWhitespace: true,
    functionHeader:
      'const { t, lang, brand, paths, asset, formatAmount, formatAmountForInput, formatPhone, nameAddress, formats } = it;',
  })
}

/** What a template may use whatever the page. */
export function commonLocals(config: Pick<Config, 'brandName' | 'publicUrl' | 'mailer'>, lang: Language) {
  return {
    lang,
    t: catalogueOf(lang),
    brand: config.brandName,
    publicUrl: config.publicUrl,
    hasLocalMessages: config.mailer === 'local',
    paths,
    asset: assetUrl,
    payStyle: payStyleUrl,
    formatAmount,
    formatAmountForInput,
    formatPhone,
    nameAddress: (address: string) => nameAddress(address, lang),
    formats,
    labelOf,
  }
}

/** A customer's address as one reads it. */
function nameAddress(address: string, lang: Language): string {
  if (isErased(address)) return catalogueOf(lang).customers.erased
  return address.includes('@') ? address : formatPhone(address)
}

export function registerViews(app: FastifyInstance, config: Config): void {
  app.register(fastifyView, {
    engine: { eta: createEta(config) },
    root,
    viewExt: 'eta',
    production: config.production,
  })
  app.decorateReply('page', function (this: FastifyReply, view, values) {
    const name = isFragmentRequest(this.request) ? fragmentOf(view) : view
    this.header('Vary', vary)
    return this.view(name, localsOf(this.request, config, values))
  })
  app.decorateReply('outcome', function (this: FastifyReply, view, values, { to, notice, swaps }) {
    if (!isFragmentRequest(this.request)) {
      if (notice) leaveNotice(this, notice)
      return this.redirect(to, 303)
    }
    if (swaps) this.headers({ 'HX-Retarget': swaps, 'HX-Reswap': 'outerHTML', 'HX-Push-Url': to })
    this.header('Vary', vary)
    return this.view(view, localsOf(this.request, config, values))
  })
}

/** `requests/list` -> `requests/_list`: what htmx swaps is the page without its frame, where it has one. */
function fragmentOf(view: string): string {
  const fragment = view.replace(/[^/]+$/, '_$&')
  return fragments.has(fragment) ? fragment : view
}

const fragments = new Set(
  readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => file.replace(/\.eta$/, '')),
)

function localsOf(req: FastifyRequest, config: Config, values: ViewValues) {
  const { merchant, person } = req
  const may = (role: Role) => merchant !== undefined && mayAct(merchant.role, role)
  return {
    merchant,
    person,
    may,
    canOpenMerchant: config.signUp === 'open',
    path: req.method === 'GET' ? req.url.split('?')[0] : undefined,
    ...values,
    ...commonLocals(config, values.lang ?? readLanguage(req)),
  }
}

export interface ViewValues {
  [name: string]: unknown
  lang?: Language
}

interface OutcomeOptions {
  to: string
  notice?: Notice
  /** htmx replaces this element instead of the form's own target, and shows `to` in the address bar. */
  swaps?: string
}

declare module 'fastify' {
  interface FastifyReply {
    /** Answers a read: the page, or with htmx its fragment `_page`. */
    page(view: string, values: ViewValues): FastifyReply
    /** Answers a change: 303 to a page, where `notice` is said, or with htmx the fragment named. */
    outcome(view: string, values: ViewValues, options: OutcomeOptions): FastifyReply
  }
}
