/** Signing in and out. */
import { APIError } from 'better-auth/api'
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { type Notice, takeNotice } from '../web/flash.ts'
import { ownPath, paths, withNext } from '../web/paths.ts'
import { demo } from './demo.ts'
import { endSession, openSession } from './session-store.ts'
import { remindToConfirm } from './sign-up.ts'
import { countTry, passwordTry, releaseTry } from './tries.ts'

const typed = z.string().default('')
const signInForm = z.object({ email: typed, password: typed, keep: typed, next: typed })

export function accountRoutes(app: FastifyInstance, { auth, db, config, hasDemo }: Deps): void {
  app.get(paths.signIn, async (req, reply) => {
    const { next } = signInForm.parse(req.query)
    return showSignIn(reply, { values: { next }, notice: takeNotice(req, reply) })
  })

  app.post(paths.signIn, async (req, reply) => {
    const { password, ...values } = signInForm.parse(req.body ?? {})
    const email = values.email.trim()
    if (!email || !password) return showSignIn(reply.code(422), { values, problem: 'missing' })
    const attempt = passwordTry(email, req.ip)
    const wait = await countTry(db, attempt)
    if (wait !== undefined) {
      reply.code(429).header('Retry-After', wait)
      return showSignIn(reply, { values, problem: 'throttled', minutes: Math.ceil(wait / 60) })
    }
    const isReminded = await remindToConfirm(db, email.toLowerCase(), password)
    if (isReminded !== undefined)
      return showSignIn(reply.code(422), { values, problem: isReminded ? 'unconfirmed' : 'wrong' })
    const session = await signIn(req, email, password, values.keep === 'on')
    if (!session) return showSignIn(reply.code(422), { values, problem: 'wrong' })
    await releaseTry(db, attempt)
    const to = session.isOpen ? ownPath(values.next) : withNext(paths.signInCode, values.next)
    return reply.header('set-cookie', session.cookie).redirect(to, 303)
  })

  app.post(paths.signOut, async (req, reply) => {
    const answer = await auth.api.signOut({ headers: fromNodeHeaders(req.headers), asResponse: true })
    return reply.header('set-cookie', answer.headers.getSetCookie()).redirect(paths.signIn, 303)
  })

  /** A new session instead of the one there may be; undefined when address and password do not belong together. */
  async function signIn(req: FastifyRequest, email: string, password: string, keep: boolean) {
    const headers = fromNodeHeaders(req.headers)
    try {
      const { headers: made, response } = await auth.api.signInEmail({
        body: { email, password, rememberMe: keep },
        headers,
        returnHeaders: true,
      })
      const isOpen = await openSession(db, response.token, keep)
      const before = await auth.api.getSession({ headers })
      if (before) await endSession(db, before.user.id, before.session.id)
      // The other cookie says what `sessions.is_kept` does.
      const cookie = made.getSetCookie().filter((one) => !one.includes('dont_remember'))
      return { isOpen, cookie }
    } catch (error) {
      if (error instanceof APIError && error.statusCode < 500) return undefined
      throw error
    }
  }

  interface Attempted {
    values: { email?: string; keep?: string; next: string }
    problem?: 'missing' | 'wrong' | 'throttled' | 'unconfirmed'
    minutes?: number
    notice?: Notice | undefined
  }

  function showSignIn(reply: FastifyReply, attempted: Attempted): FastifyReply {
    const isSignUpOpen = config.signUp === 'open'
    return reply.page('accounts/sign_in', { ...attempted, isSignUpOpen, demo: hasDemo ? demo : undefined })
  }
}
