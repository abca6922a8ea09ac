/** Signing in and out. */
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { arrive, carriedFields, type SignInTry } from '../../accounts/sessions/carried.ts'
import { readSessionToken } from '../../accounts/sessions/cookie.ts'
import { endSession, openSession } from '../../accounts/sessions/session-store.ts'
import { findWho } from '../../accounts/sessions/who-store.ts'
import { rememberDevice } from '../../accounts/sign-in/known-device.ts'
import { makeSession } from '../../accounts/sign-in/sign-in.ts'
import { guess, passwordTry } from '../../accounts/sign-in/tries.ts'
import { remindToConfirm } from '../../accounts/sign-up/sign-up.ts'
import { parseAccountEmail } from '../../accounts/sign-up/sign-up-form.ts'
import type { Deps } from '../../deps.ts'
import { readFlashOnce } from '../../web/flash.ts'
import { withNext } from '../../web/next-page.ts'
import { paths } from '../../web/paths.ts'

const typed = z.string().default('')
const signInForm = z.object({ email: typed, password: typed, keep: typed, next: typed, ...carriedFields })

export function signInRoutes(app: FastifyInstance, deps: Deps): void {
  const { auth, db, config, demo } = deps

  app.get(paths.signIn, async (req, reply) => {
    const { next } = signInForm.parse(req.query)
    return showSignIn(reply, { values: { next }, flash: readFlashOnce(req, reply) })
  })

  app.post(paths.signIn, async (req, reply) => {
    const { password, ...values } = signInForm.parse(req.body ?? {})
    const email = parseAccountEmail(values.email) ?? values.email.trim()
    if (!email || !password) return showSignIn(reply.code(422), { values, problem: 'missing' })
    const keep = values.keep === 'on'
    let isReminded = false
    const tried = passwordTry(config, req, email)
    const guessed = await guess(db, tried, async (place) => {
      const session = await makeSession(deps, req, email, password, place)
      const isOpen = session && (await openSession(db, session, keep))
      if (session && isOpen !== undefined) return { session, isOpen }
      isReminded = await remindToConfirm(db, email.toLowerCase(), password, req.ip, place)
      return undefined
    })
    if (guessed.wait !== undefined) {
      reply.code(429).header('Retry-After', guessed.wait)
      return showSignIn(reply, { values, problem: 'throttled', minutes: Math.ceil(guessed.wait / 60) })
    }
    if (!guessed.right)
      return showSignIn(reply.code(422), { values, problem: isReminded ? 'unconfirmed' : 'wrong' })
    const { session, isOpen } = guessed.right
    if (!tried.device) rememberDevice(config, reply, email)
    await endSessionOf(req)
    reply.header('set-cookie', session.cookie(keep))
    if (isOpen) return arrive(reply, values)
    if (values.typed) return reply.page('account/code', { values })
    return reply.redirect(withNext(paths.signInCode, values.next), 303)
  })

  app.post(paths.signOut, async (req, reply) => {
    const answer = await auth.api.signOut({ headers: fromNodeHeaders(req.headers), asResponse: true })
    return reply.header('set-cookie', answer.headers.getSetCookie()).redirect(paths.signIn, 303)
  })

  /** Ends the session the person came with: whoever signs in gets a new one (S31). */
  async function endSessionOf({ headers }: FastifyRequest): Promise<void> {
    const token = await readSessionToken(auth, headers.cookie)
    const { session } = token ? await findWho(db, token) : {}
    if (session) await endSession(db, session.user_id, session.session_id)
  }

  function showSignIn(reply: FastifyReply, attempted: SignInTry): FastifyReply {
    const isSignUpOpen = config.signUp === 'open'
    return reply.page('account/sign_in', { ...attempted, isSignUpOpen, demo })
  }
}
