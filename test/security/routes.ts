/** Every route of the app, and whom each is for. A route that is not in the table fails the test of S16. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import { type Role, roles } from '../../src/domain/roles.ts'

export interface Route {
  method: string
  /** The pattern: `/paiements/:id`. */
  url: string
}

/**
 * `open`: anyone. `secret`: whoever holds the address, which nobody can guess. `provider`: a webhook, which
 * authenticates its caller itself. A role: the least that a signed-in person must have in the merchant's team, and
 * what bears an id only if it is theirs.
 */
export type Audience = 'open' | 'secret' | 'provider' | Role

export const audiences: Record<string, Audience> = {
  '/': 'member',
  '/public/*': 'open',
  '/public/pay/:name': 'open',
  // Its address is the hash of what it shows, and mail clients ask for it.
  '/logo/:hash': 'open',
  '/sante': 'open',
  '/mentions-legales': 'open',
  '/confidentialite': 'open',
  '/accessibilite': 'open',
  '/connexion': 'open',
  '/connexion/code': 'open',
  '/deconnexion': 'open',
  '/inscription': 'open',
  '/inscription/envoi': 'open',
  '/inscription/confirmation': 'open',
  '/mot-de-passe/oubli': 'open',
  '/mot-de-passe/envoi': 'open',
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
  '/paiements': 'member',
  '/paiements.csv': 'member',
  '/paiements/import': 'member',
  '/paiements/import/modele.csv': 'member',
  '/paiements/import/:id': 'member',
  '/paiements/import/:id/envoi': 'member',
  '/paiements/import/:id/arret': 'member',
  '/paiements/changements': 'member',
  '/paiements/:id/changements': 'member',
  '/paiements/nouveau': 'member',
  '/paiements/apercu': 'member',
  '/paiements/destinataires': 'member',
  '/paiements/:id': 'member',
  '/paiements/:id/copie': 'member',
  '/paiements/:id/annulation': 'manager',
  '/paiements/:id/envois': 'member',
  '/paiements/:id/arret-des-rappels': 'member',
  '/paiements/:id/remboursements': 'manager',
  '/activite': 'member',
  '/equipe': 'member',
  '/equipe/depart': 'member',
  '/equipe/:person/role': 'admin',
  '/equipe/invitations': 'admin',
  '/equipe/invitations/nouvelle': 'admin',
  '/equipe/invitations/:invitation/envois': 'admin',
  '/equipe/invitations/:invitation/retrait': 'admin',
  '/invitation': 'open',
  '/equipe/:person/retrait': 'admin',
  '/donnees-clients': 'admin',
  '/donnees-clients/fichier': 'admin',
  '/donnees-clients/effacement': 'admin',
  '/fermeture': 'owner',
  '/entreprises': 'member',
  '/entreprises/nouvelle': 'member',
  '/entreprises/choix': 'member',
  '/reglages': 'admin',
  '/reglages/apercu': 'admin',
  '/reglages/apercu/paiement': 'admin',
  '/reglages/apercu/e-mail': 'admin',
  '/reglages/logo': 'admin',
  '/reglages/logo/retrait': 'admin',
  '/reglages/stripe': 'admin',
  '/reglages/stripe/retrait': 'admin',
  '/mode': 'member',
  '/compte': 'member',
  '/compte/adresse': 'member',
  '/compte/adresse/confirmation': 'open',
  '/compte/mot-de-passe': 'member',
  '/compte/second-facteur': 'member',
  '/compte/second-facteur/activation': 'member',
  '/compte/sessions/:id/fin': 'member',
  '/compte/sessions/fin': 'member',
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
export function audienceOf({ url }: Route): 'open' | 'secret' | 'provider' | 'portal' {
  const audience = audiences[url] ?? 'owner'
  return isRole(audience) ? 'portal' : audience
}

/** Of a portal route; an owner's where nobody has said. */
export function leastRoleOf({ url }: Route): Role {
  const audience = audiences[url] ?? 'owner'
  return isRole(audience) ? audience : 'owner'
}

function isRole(audience: Audience): audience is Role {
  return roles.some((role) => role === audience)
}

export interface Identifiers {
  id: string
  token: string
  /** Of somebody in a team; of nobody where a test is not about teams. */
  person?: string
  invitation?: string
}

/** The pattern with real identifiers in it. */
export function addressOf(
  { url }: Route,
  { id, token, person = 'nobody', invitation = 'none' }: Identifiers,
): string {
  const isCharge = url.startsWith('/banque-test/')
  return url
    .replace(':token', token)
    .replace(':id', isCharge ? id.replace('pay_', 'cha_') : id)
    .replace(':person', person)
    .replace(':invitation', invitation)
    .replace(':merchant', 'mer_0000000000000000000000')
    .replace('*', 'site.css')
}
