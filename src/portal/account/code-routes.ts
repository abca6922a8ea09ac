/** The second step of signing in, for people with a second factor: a code of the app, or a recovery code. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { useUpCode } from '../../accounts/second-factor/second-factor.ts'
import { arrive, type Carried, carriedFields } from '../../accounts/sessions/carried.ts'
import { readSessionToken } from '../../accounts/sessions/cookie.ts'
import { openHalfOpenSession } from '../../accounts/sessions/session-store.ts'
import { findWho } from '../../accounts/sessions/who-store.ts'
import { guess } from '../../accounts/sign-in/tries.ts'
import type { Deps } from '../../deps.ts'
import { limits } from '../../domain/limits.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import { paths } from '../../web/paths.ts'

const typed = z.string().default('')
const codeForm = z.object({
  code: typed,
  next: typed,
  ...carriedFields,
  /** Which of the two codes the page asks for, and whether it should change to the other. */
  recovery: typed,
  other: typed,
})

type CodeProblem = keyof Catalogue['accounts']['code']['app' | 'recovery']['problems']

export function codeRoutes(app: FastifyInstance, deps: Deps): void {
  const { auth, db } = deps

  app.get(paths.signInCode, async (req, reply) => {
    if (!(await findHalfOpen(req))) return reply.redirect(paths.signIn, 303)
    // A form is carried along only by a post: the query string could be written by somebody else.
    const { next } = codeForm.parse(req.query)
    return showCode(reply, codeForm.parse({ next }))
  })

  app.post(paths.signInCode, async (req, reply) => {
    const session = await findHalfOpen(req)
    if (!session) return reply.redirect(paths.signIn, 303)
    const values = codeForm.parse(req.body ?? {})
    if (values.other) return showCode(reply, { ...values, recovery: values.recovery ? '' : 'on' })
    if (!values.code.trim()) return showCode(reply.code(422), values, 'missing')
    const tried = { limit: limits.failedCodes, account: session.user_id, ip: req.ip }
    const guessed = await guess(
      db,
      tried,
      async () => (await useUpCode(deps, session.user_id, values.code)) || undefined,
    )
    if (guessed.wait !== undefined) {
      reply.code(429).header('Retry-After', guessed.wait)
      return showCode(reply, values, 'throttled', Math.ceil(guessed.wait / 60))
    }
    if (!guessed.right) return showCode(reply.code(422), values, 'wrong')
    await openHalfOpenSession(db, session.session_id)
    return arrive(reply, values)
  })

  /** The person who gave the right password less than 10 minutes ago. */
  async function findHalfOpen({ headers }: FastifyRequest) {
    const token = await readSessionToken(auth, headers.cookie)
    const { session } = token ? await findWho(db, token) : {}
    return session?.state === 'half_open' ? session : undefined
  }

  function showCode(
    reply: FastifyReply,
    { code, ...values }: z.infer<typeof codeForm>,
    problem?: CodeProblem,
    minutes?: number,
  ): FastifyReply {
    return reply.page('account/code', { values, problem, minutes })
  }
}

declare module '../../web/views.ts' {
  interface Views {
    'account/code': {
      values: Partial<Carried> & { next: string; recovery?: string }
      problem?: CodeProblem | undefined
      minutes?: number | undefined
    }
  }
}
