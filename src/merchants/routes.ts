/** Signing in and out. */
import { APIError } from 'better-auth/api'
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { limits } from '../limits/rules.ts'
import { countUse, refuseIfSpent } from '../limits/store.ts'
import { TooMany } from '../web/errors.ts'
import { paths } from '../web/paths.ts'
import { demo } from './demo.ts'

const typed = z.string().default('')
const signInForm = z.object({ email: typed, password: typed })

export function merchantRoutes(app: FastifyInstance, { auth, db, config, hasDemo }: Deps): void {
  app.get(paths.signIn, async (_req, reply) => showSignIn(reply))

  app.post(paths.signIn, async (req, reply) => {
    const { email, password } = signInForm.parse(req.body ?? {})
    if (!email.trim() || !password) return showSignIn(reply.code(422), { email, problem: 'missing' })
    try {
      await refuseIfSpent(db, limits.failedSignIns, accountOf(email))
      await refuseIfSpent(db, limits.failedSignInsPerAddress, req.ip)
    } catch (error) {
      if (!(error instanceof TooMany)) throw error
      const minutes = Math.ceil(error.retryAfterSeconds / 60)
      reply.code(429).header('Retry-After', error.retryAfterSeconds)
      return showSignIn(reply, { email, problem: 'throttled', minutes })
    }
    const cookies = await signIn(req, email.trim(), password)
    if (cookies) return reply.header('set-cookie', cookies).redirect(paths.requests, 303)
    await countFailure(email, req.ip)
    return showSignIn(reply.code(422), { email, problem: 'wrong' })
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

  /** The sixth failure is the one that is refused: the count itself never is. */
  async function countFailure(email: string, ip: string): Promise<void> {
    await Promise.allSettled([
      countUse(db, limits.failedSignIns, accountOf(email)),
      countUse(db, limits.failedSignInsPerAddress, ip),
    ])
  }

  interface Attempted {
    email?: string
    problem?: 'missing' | 'wrong' | 'throttled'
    minutes?: number
  }

  function showSignIn(reply: FastifyReply, { email = '', problem, minutes }: Attempted = {}): FastifyReply {
    const values = { email }
    return reply.page('merchants/sign_in', {
      values,
      problem,
      minutes,
      demo: hasDemo ? demo : undefined,
      config,
    })
  }
}

const accountOf = (email: string) => email.trim().toLowerCase()
