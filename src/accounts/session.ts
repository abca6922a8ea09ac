/** Who is signed in: every portal route runs behind this. */
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Mode, PortalLanguage } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { mayAct, type Role } from '../team/roles.ts'
import { findMembership } from '../team/store.ts'
import { NotAllowed } from '../web/errors.ts'
import { isFragmentRequest } from '../web/htmx.ts'
import { paths } from '../web/paths.ts'

/** A merchant, and the person of its team who is here. */
export interface SignedIn {
  id: string
  userId: string
  userName: string
  userEmail: string
  sessionId: string
  role: Role
  /** What this person reads the portal in. */
  language: PortalLanguage
  mode: Mode
  trade_name: string
  contact_email: string
  contact_phone: string | null
  sms_sender: string
}

/** Routes registered on `app` after this know `req.merchant` where somebody is signed in. */
export function recognizeMerchant(app: FastifyInstance, deps: Deps): void {
  app.addHook('preHandler', (req) => recognize(req, deps))
}

/**
 * Routes registered on `app` after this know `req.merchant`; without a session they answer with the way to sign in,
 * and whose role is less than the route's `config.role` is refused.
 */
export function requireMerchant(app: FastifyInstance, deps: Deps): void {
  app.addHook('preHandler', async (req, reply) => {
    await recognize(req, deps)
    if (!req.merchant) return askToSignIn(req, reply)
    if (!mayAct(req.merchant.role, req.routeOptions.config.role ?? 'member')) throw new NotAllowed()
  })
}

async function recognize(req: FastifyRequest, { auth, db }: Deps): Promise<void> {
  const session = await auth.api.getSession({ headers: fromNodeHeaders(req.headers) })
  if (!session) return
  const { user } = session
  const membership = await findMembership(db, user.id, session.session.id)
  if (!membership) return
  const person = {
    userId: user.id,
    userName: user.name,
    userEmail: user.email,
    sessionId: session.session.id,
  }
  req.merchant = { ...membership, ...person }
}

function askToSignIn(req: FastifyRequest, reply: FastifyReply) {
  if (isFragmentRequest(req)) return reply.header('HX-Redirect', paths.signIn).code(401).send()
  return reply.redirect(paths.signIn, 303)
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every portal route by `requireMerchant`. */
    merchant: SignedIn
  }
}
