/** How a handler answers with a view. */
import { readdirSync } from 'node:fs'
import fastifyView from '@fastify/view'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config/config.ts'
import type { Deps } from '../deps.ts'
import { mayAct, type Role } from '../domain/roles.ts'
import { type Flash, leaveFlash } from './flash.ts'
import { isFragmentRequest } from './htmx.ts'
import { readLanguage } from './language.ts'
import { findListQuery } from './list-address.ts'
import { type Common, type Exactly, type Values, type View, viewsRoot } from './views.ts'

const vary = 'HX-Request, HX-Request-Type, HX-History-Restore-Request'

export function registerReplies(app: FastifyInstance, { config, eta }: Pick<Deps, 'config' | 'eta'>): void {
  app.register(fastifyView, {
    engine: { eta },
    root: viewsRoot,
    viewExt: 'eta',
    production: config.production,
  })
  app.decorateReply('page', function (this: FastifyReply, view, values) {
    const name = isFragmentRequest(this.request) ? fragmentOf(view) : view
    this.header('Vary', vary)
    return this.view(name, localsOf(this.request, config, values))
  })
  app.decorateReply('outcome', async function (this: FastifyReply, view, findValues, { to, flash, swaps }) {
    if (!isFragmentRequest(this.request)) {
      if (flash) leaveFlash(this, flash)
      return this.redirect(to, 303)
    }
    const values = await findValues()
    if (swaps) this.headers({ 'HX-Retarget': swaps, 'HX-Reswap': 'outerHTML', 'HX-Push-Url': to })
    this.header('Vary', vary)
    return this.view(view, localsOf(this.request, config, values))
  })
}

/** `requests/list` -> `requests/_list`, if that exists: what htmx swaps is the page without its frame. */
function fragmentOf(view: string): string {
  const fragment = view.replace(/[^/]+$/, '_$&')
  return fragments.has(fragment) ? fragment : view
}

const fragments = new Set(
  readdirSync(viewsRoot, { recursive: true, encoding: 'utf8' }).map((file) => file.replace(/\.eta$/, '')),
)

function localsOf(req: FastifyRequest, config: Config, values: Common) {
  const { merchant, person } = req
  const may = (role: Role) => merchant !== undefined && mayAct(merchant.role, role)
  return {
    merchant,
    person,
    may,
    list: merchant && findListQuery(req),
    canOpenMerchant: config.signUp === 'open',
    path: req.method === 'GET' ? req.url.split('?')[0] : undefined,
    ...values,
    lang: values.lang ?? readLanguage(req),
  }
}

interface OutcomeOptions {
  to: string
  flash?: Flash
  /** The element that htmx replaces instead of the form's own target. The address bar then shows `to`. */
  swaps?: string
}

declare module 'fastify' {
  interface FastifyReply {
    /** Answers a read: the whole page, or for htmx its fragment `_page`. */
    page<V extends View, Given extends Values<V>>(view: V, values: Exactly<Given, Values<V>>): FastifyReply
    /**
     * Answers a change: a redirect (303) to a page that shows `flash`, or for htmx the fragment `view` with the values
     * that `findValues` returns.
     */
    outcome<V extends View, const Given extends Values<V>>(
      view: V,
      findValues: () => Exactly<Given, Values<V>> | Promise<Exactly<Given, Values<V>>>,
      options: OutcomeOptions,
    ): Promise<FastifyReply>
  }
}
