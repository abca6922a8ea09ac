/** Every route of the app, and whom each is for. A route that is not in the table fails the test of S16. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'

export interface Route {
  method: string
  /** The pattern: `/paiements/:id`. */
  url: string
}

/**
 * `open`: anyone. `secret`: whoever holds the address, which nobody can guess. `portal`: a signed-in merchant,
 * and what bears an id only if it is theirs. `provider`: a webhook, which authenticates its caller itself.
 */
export type Audience = 'open' | 'secret' | 'portal' | 'provider'

export const audiences: Record<string, Audience> = {
  '/': 'portal',
  '/public/*': 'open',
  '/sante': 'open',
  '/mentions-legales': 'open',
  '/confidentialite': 'open',
  '/accessibilite': 'open',
  '/connexion': 'open',
  '/deconnexion': 'open',
  '/inscription': 'open',
  '/inscription/confirmation': 'open',
  '/mot-de-passe/oubli': 'open',
  '/mot-de-passe/nouveau': 'open',
  // Tools of a machine without providers: tenancy.test.ts holds them to that.
  '/messages-locaux': 'open',
  '/messages-locaux.json': 'open',
  '/messages-locaux/:id': 'open',
  '/p/:token': 'secret',
  '/p/:token/recu': 'secret',
  '/p/:token/paiement': 'secret',
  '/p/:token/verification': 'secret',
  '/banque-test/:id': 'secret',
  '/paiements': 'portal',
  '/paiements.csv': 'portal',
  '/paiements/nouveau': 'portal',
  '/paiements/apercu': 'portal',
  '/paiements/:id': 'portal',
  '/paiements/:id/annulation': 'portal',
  '/paiements/:id/envois': 'portal',
  '/paiements/:id/arret-des-rappels': 'portal',
  '/paiements/:id/remboursements': 'portal',
  '/activite': 'portal',
  '/reglages': 'portal',
  '/reglages/apercu': 'portal',
  '/reglages/stripe': 'portal',
  '/reglages/stripe/retrait': 'portal',
  '/mode': 'portal',
  '/langue': 'open',
  '/webhooks/stripe/:merchant': 'provider',
  '/webhooks/postmark': 'provider',
  '/webhooks/vonage': 'provider',
}

/** Runs `build`, and lists what the app it builds registers. */
export async function collectRoutes<Built>(
  build: () => Promise<Built>,
): Promise<{ built: Built; routes: Route[] }> {
  const routes: Route[] = []
  const listen = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) routes.push({ method: one, url })
    })
  }
  subscribe('fastify.initialization', listen)
  try {
    return { built: await build(), routes }
  } finally {
    unsubscribe('fastify.initialization', listen)
  }
}

/** What nobody has classified must keep everybody out: tenancy.test.ts also asks for it to be classified. */
export function audienceOf({ url }: Route): Audience {
  return audiences[url] ?? 'portal'
}

export interface Identifiers {
  id: string
  token: string
}

/** The pattern with real identifiers in it. */
export function addressOf({ url }: Route, { id, token }: Identifiers): string {
  const isCharge = url.startsWith('/banque-test/')
  return url
    .replace(':token', token)
    .replace(':id', isCharge ? id.replace('pay_', 'cha_') : id)
    .replace(':merchant', 'mer_0000000000000000000000')
    .replace('*', 'site.css')
}
