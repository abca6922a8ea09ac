/** Who is signed in: every portal route runs behind this. */
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { NotAllowed, OtherMerchant, Unavailable } from '../../domain/errors.ts'
import { mayAct } from '../../domain/roles.ts'
import type { Person, SignedIn } from '../../domain/signed-in.ts'
import { leaveNotice, type Notice, takeNotice } from '../../web/flash.ts'
import { isFragmentRequest } from '../../web/htmx.ts'
import { ownPath, paths, withNext } from '../../web/paths.ts'
import { listMemberships } from '../team/store.ts'
import { type Carried, carry } from './carried.ts'
import { findSession, type SessionState, seeSession } from './session-store.ts'

/** Routes registered on `app` after this know `req.person` and `req.merchant` where there is one. */
export function recognizeMerchant(app: FastifyInstance, deps: Deps): void {
  app.addHook('preHandler', async (req) => {
    await recognize(req, deps)
  })
}

/** Routes registered on `app` after this know `req.person`, who may work for nobody yet. */
export function requirePerson(app: FastifyInstance, deps: Deps): void {
  app.addHook('preHandler', async (req, reply) => {
    const state = await recognize(req, deps)
    if (!req.person) return askToSignIn(req, reply, state)
  })
}

/**
 * Routes registered on `app` after this know `req.merchant`; without a session they answer with the way to sign in,
 * without a merchant with what to do, and whose role is less than the route's `config.role` is refused.
 */
export function requireMerchant(app: FastifyInstance, deps: Deps): void {
  app.addHook('preHandler', async (req, reply) => {
    const state = await recognize(req, deps)
    if (!req.person) return askToSignIn(req, reply, state)
    if (!req.merchant) return sayWorksForNobody(req, reply)
    if (!mayAct(req.merchant.role, req.routeOptions.config.role ?? 'member')) throw new NotAllowed()
    refuseOther(req.merchant, req.body)
  })
}

async function recognize(req: FastifyRequest, { auth, db }: Deps): Promise<SessionState | undefined> {
  const known = await auth.api.getSession({ headers: fromNodeHeaders(req.headers) }).catch((err) => {
    // It keeps to itself that the database went away, which is all that goes wrong there.
    req.log.error({ err }, 'the session could not be read')
    throw new Unavailable()
  })
  const session = known ? await findSession(db, known.session.id) : undefined
  if (!known || session?.state !== 'open') return session?.state
  const { user } = known
  if (session.is_stale && !req.routeOptions.config.isUnattended) await seeSession(db, known.session.id)
  req.person = {
    userId: user.id,
    userName: user.name,
    userEmail: user.email,
    sessionId: known.session.id,
    gavePasswordLately: session.gave_password_lately,
  }
  const [membership, ...others] = await listMemberships(db, user.id, known.session.id)
  if (membership) req.merchant = { ...membership, ...req.person, others }
  return 'open'
}

/** Throws for a form that was opened for one merchant, when another one was chosen in another tab meanwhile. */
export function refuseOther(merchant: SignedIn, body: unknown): void {
  const { seen_merchant } = z.object({ seen_merchant: z.string().optional() }).catch({}).parse(body)
  if (seen_merchant && seen_merchant !== merchant.id) throw new OtherMerchant()
}

function sayWorksForNobody(req: FastifyRequest, reply: FastifyReply) {
  if (isFragmentRequest(req)) return reply.header('HX-Redirect', paths.requests).code(403).send()
  return reply.code(403).page('team/nobody', { notice: takeNotice(req, reply) })
}

/** And says why, where there was a session; after that one comes back to the page. */
function askToSignIn(req: FastifyRequest, reply: FastifyReply, state: SessionState | undefined) {
  // What is typed on the page stays there: whoever sends it is asked then.
  if (req.routeOptions.config.isUnattended) return reply.code(401).send()
  const next = currentPageOf(req)
  if (state === 'idle' || state === 'over') {
    const carried = carry(req)
    if (carried) return carryOn(reply, carried, next, state)
    leaveNotice(reply, state)
  }
  const signIn = withNext(paths.signIn, next)
  if (isFragmentRequest(req)) return reply.header('HX-Redirect', signIn).code(401).send()
  return reply.redirect(signIn, 303)
}

/** Nothing typed is lost: the page of signing in takes the form along, with htmx in place of the page it was on. */
function carryOn(reply: FastifyReply, carried: Carried, next: string, notice: 'idle' | 'over') {
  reply.code(401).headers({ 'HX-Retarget': 'body', 'HX-Reswap': 'innerHTML' })
  return reply.page('account/sign_in', { values: { next, ...carried }, notice })
}

/** The page one is on: what a fragment is part of, what was asked for, or where what was posted comes from. */
function currentPageOf(req: FastifyRequest): string {
  const current = req.headers['hx-current-url']
  if (typeof current === 'string') return ownPath(current.replace(/^https?:\/\/[^/]+/, ''))
  if (req.method === 'GET' || req.method === 'HEAD') return ownPath(req.url)
  let [path = '', pattern = ''] = [req.url.split('?')[0], req.routeOptions.url]
  while (pattern && !req.server.hasRoute({ method: 'GET', url: pattern })) {
    path = path.replace(/\/[^/]*$/, '')
    pattern = pattern.replace(/\/[^/]*$/, '')
  }
  return path || paths.requests
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Pages ask it by themselves: S31, one that nobody looks at keeps no session alive. */
    isUnattended?: boolean
  }
  interface FastifyRequest {
    /** Set on every route behind `requirePerson` or `requireMerchant`. */
    person: Person
    /** Set on every portal route by `requireMerchant`. */
    merchant: SignedIn
  }
}

declare module '../../web/views.ts' {
  interface Views {
    'team/nobody': { notice: Notice | undefined }
  }
}
