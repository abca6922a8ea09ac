/** Signing in and out. */
import { APIError } from 'better-auth/api'
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { limits } from '../limits/rules.ts'
import { countUse, releaseUse } from '../limits/store.ts'
import { TooMany } from '../web/errors.ts'
import { paths } from '../web/paths.ts'
import { demo } from './demo.ts'

const typed = z.string().default('')
const signInForm = z.object({ email: typed, password: typed })

export function accountRoutes(app: FastifyInstance, { auth, db, config, hasDemo }: Deps): void {
  app.get(paths.signIn, async (_req, reply) => showSignIn(reply))

  app.post(paths.signIn, async (req, reply) => {
    const { email, password } = signInForm.parse(req.body ?? {})
    if (!email.trim() || !password) return showSignIn(reply.code(422), { email, problem: 'missing' })
    const wait = await countTry(email, req.ip)
    if (wait !== undefined) {
      reply.code(429).header('Retry-After', wait)
      return showSignIn(reply, { email, problem: 'throttled', minutes: Math.ceil(wait / 60) })
    }
    const cookies = await signIn(req, email.trim(), password)
    if (!cookies) return showSignIn(reply.code(422), { email, problem: 'wrong' })
    await releaseTry(email, req.ip)
    return reply.header('set-cookie', cookies).redirect(paths.requests, 303)
  })

  app.post(paths.signOut, async (req, reply) => {
    const answer = await auth.api.signOut({ headers: fromNodeHeaders(req.headers), asResponse: true })
    return reply.header('set-cookie', answer.headers.getSetCookie()).redirect(paths.signIn, 303)
  })

  /** The session's cookies; undefined when address and password do not belong together. */
  async function signIn(req: FastifyRequest, email: string, password: string): Promise<string[] | undefined> {
    try {
      const { headers } = await auth.api.signInEmail({
        body: { email, password },
        headers: fromNodeHeaders(req.headers),
        returnHeaders: true,
      })
      return headers.getSetCookie()
    } catch (error) {
      if (error instanceof APIError && error.statusCode < 500) return undefined
      throw error
    }
  }

  /** Counted before it is known to fail, or guesses sent all at once would all be tried. Seconds to wait, if any. */
  async function countTry(email: string, ip: string): Promise<number | undefined> {
    try {
      // The address first: one that is over its limit must not use up other people's accounts.
      await countUse(db, limits.failedSignInsPerAddress, ip)
      await countUse(db, limits.failedSignIns, accountOf(email))
    } catch (error) {
      if (error instanceof TooMany) return error.retryAfterSeconds
      throw error
    }
    return undefined
  }

  async function releaseTry(email: string, ip: string): Promise<void> {
    await releaseUse(db, limits.failedSignIns, accountOf(email))
    await releaseUse(db, limits.failedSignInsPerAddress, ip)
  }

  interface Attempted {
    email?: string
    problem?: 'missing' | 'wrong' | 'throttled'
    minutes?: number
  }

  function showSignIn(reply: FastifyReply, { email = '', problem, minutes }: Attempted = {}): FastifyReply {
    const values = { email }
    return reply.page('accounts/sign_in', {
      values,
      problem,
      minutes,
      demo: hasDemo ? demo : undefined,
      config,
    })
  }
}

const accountOf = (email: string) => email.trim().toLowerCase()
