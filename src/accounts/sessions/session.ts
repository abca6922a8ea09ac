/** Finds who is signed in. All routes of the portal run behind one of these hooks. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isUnwritable } from '../../db/trouble.ts'
import type { Deps } from '../../deps.ts'
import { NotAllowed, OtherMerchant } from '../../domain/errors.ts'
import { mayAct } from '../../domain/roles.ts'
import type { Person, SignedIn } from '../../domain/signed-in.ts'
import { type Flash, leaveFlash, readFlashOnce } from '../../web/flash.ts'
import { isFragmentRequest } from '../../web/htmx.ts'
import { ownPath, withNext } from '../../web/next-page.ts'
import { paths } from '../../web/paths.ts'
import { type Carried, carry } from './carried.ts'
import { readSessionToken } from './cookie.ts'
import { type SessionState, seeSession } from './session-store.ts'
import { findWho } from './who-store.ts'

/** Routes registered on `app` after this know `req.person` and `req.merchant`, if somebody is signed in. */
export function recognizeMerchant(app: FastifyInstance, deps: Deps): void {
  app.addHook('preHandler', async (req) => {
    await recognize(req, deps)
  })
}

/** Routes registered on `app` after this know `req.person`, who may belong to no merchant yet. */
export function requirePerson(app: FastifyInstance, deps: Deps): void {
  app.addHook('preHandler', async (req, reply) => {
    const state = await recognize(req, deps)
    if (!req.person) return askToSignIn(req, reply, state)
  })
}

/**
 * Routes registered on `app` after this know `req.merchant`. Without a session they lead to the sign-in page; without
 * a merchant they say what to do; a role lower than the route's `config.role` is refused (403).
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
  const token = await readSessionToken(auth, req.headers.cookie)
  if (!token) return undefined
  const { session, merchants } = await findWho(db, token)
  if (session?.state !== 'open') return session?.state
  if (session.is_stale && !req.routeOptions.config.isUnattended) await see(db, session.session_id)
  req.person = {
    userId: session.user_id,
    userName: session.user_name,
    userEmail: session.user_email,
    sessionId: session.session_id,
    isSessionKept: session.is_kept,
    gavePasswordLately: session.gave_password_lately,
  }
  const [merchant, ...others] = merchants
  if (merchant) req.merchant = { ...merchant, ...req.person, others }
  return 'open'
}

/** While nothing can be written, pages are still read. */
async function see(db: Deps['db'], sessionId: string): Promise<void> {
  try {
    await seeSession(db, sessionId)
  } catch (error) {
    if (!isUnwritable(error)) throw error
  }
}

/**
 * Throws `OtherMerchant` when the form was opened for another merchant than the one chosen now, perhaps in another
 * tab.
 */
export function refuseOther(merchant: SignedIn, body: unknown): void {
  const { seen_merchant } = z.object({ seen_merchant: z.string().optional() }).catch({}).parse(body)
  if (seen_merchant && seen_merchant !== merchant.id) throw new OtherMerchant()
}

function sayWorksForNobody(req: FastifyRequest, reply: FastifyReply) {
  if (isFragmentRequest(req)) return reply.header('HX-Redirect', paths.requests).code(403).send()
  return reply.code(403).page('team/nobody', { flash: readFlashOnce(req, reply) })
}

/** Leads to the sign-in page, which says why (if a session has ended) and leads back to this page. */
function askToSignIn(req: FastifyRequest, reply: FastifyReply, state: SessionState | undefined) {
  // The page asked by itself. It stays as it is, with what was typed; the person signs in when they send something.
  const { isUnattended, isBesideForm } = req.routeOptions.config
  if (isUnattended || (isBesideForm && isFragmentRequest(req))) return reply.code(401).send()
  const next = currentPageOf(req)
  if (state === 'idle' || state === 'over') {
    const carried = carry(req)
    if (carried) return carryOn(reply, carried, next, state)
    leaveFlash(reply, state)
  }
  const signIn = withNext(paths.signIn, next)
  if (isFragmentRequest(req)) return reply.header('HX-Redirect', signIn).code(401).send()
  return reply.redirect(signIn, 303)
}

/** Shows the sign-in page with the typed form in hidden fields. With htmx it replaces the page the person was on. */
function carryOn(reply: FastifyReply, carried: Carried, next: string, flash: 'idle' | 'over') {
  reply.code(401).headers({ 'HX-Retarget': 'body', 'HX-Reswap': 'innerHTML' })
  return reply.page('account/sign_in', { values: { next, ...carried }, flash })
}

/**
 * The page the person is on: the one around the fragment, the one that was asked for, or the one a form was sent
 * from.
 */
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
    /** The page asks by itself: such a request does not keep a session alive (S31). */
    isUnattended?: boolean
    /**
     * Asked with htmx while a form is filled, and changes nothing: without a session it is refused, and the form itself
     * asks to sign in.
     */
    isBesideForm?: boolean
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
    'team/nobody': { flash: Flash | undefined }
  }
}
