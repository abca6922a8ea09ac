/** Who is signed in: every portal route runs behind this. */
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Mode } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { isFragmentRequest } from '../web/htmx.ts'
import { paths } from '../web/paths.ts'
import { findMerchantOfUser } from './store.ts'

export interface SignedIn {
  id: string
  userId: string
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

/** Routes registered on `app` after this know `req.merchant`; without a session they answer with the way to sign in. */
export function requireMerchant(app: FastifyInstance, deps: Deps): void {
  app.addHook('preHandler', async (req, reply) => {
    await recognize(req, deps)
    if (!req.merchant) return askToSignIn(req, reply)
  })
}

async function recognize(req: FastifyRequest, { auth, db }: Deps): Promise<void> {
  const session = await auth.api.getSession({ headers: fromNodeHeaders(req.headers) })
  const merchant = session && (await findMerchantOfUser(db, session.user.id))
  if (merchant) req.merchant = { ...merchant, userId: session.user.id }
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
