/** Asks for the password again before changes of how one signs in or of where the money goes (S32). */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { replaceSession } from '../sessions/session-store.ts'
import { makeSession } from './sign-in.ts'
import { countTry, passwordTry, releaseTry } from './tries.ts'

type Parts = Pick<Deps, 'auth' | 'db'>

export interface ReauthenticationProblem {
  code: 'missing' | 'wrong' | 'throttled'
  minutes?: number
}

const confirmForm = z.object({ current_password: z.string().default('') })

/**
 * Undefined when the password came with this form, or was given in the last 5 minutes of this session. Otherwise it
 * returns what is wrong and sets the status of `reply`; the form must then show `account/_current_password`.
 */
export async function reauthenticate(
  { auth, db }: Parts,
  req: FastifyRequest,
  reply: FastifyReply,
): Promise<ReauthenticationProblem | undefined> {
  const { userEmail, gavePasswordLately } = req.person
  if (gavePasswordLately) return undefined
  const { current_password: password } = confirmForm.parse(req.body ?? {})
  reply.code(422)
  if (!password) return { code: 'missing' }
  const attempt = passwordTry(userEmail, req.ip)
  const wait = await countTry(db, attempt)
  if (wait !== undefined) {
    reply.code(429).header('Retry-After', wait)
    return { code: 'throttled', minutes: Math.ceil(wait / 60) }
  }
  if (!(await renewSession({ auth, db }, req, reply, password))) return { code: 'wrong' }
  await releaseTry(db, attempt)
  reply.code(200)
  return undefined
}

/**
 * Gives a new session to whoever has given the password; it continues the old one (S31). False when the password is
 * wrong.
 */
export async function renewSession(
  { auth, db }: Parts,
  req: FastifyRequest,
  reply: FastifyReply,
  password: string,
): Promise<boolean> {
  const made = await makeSession({ auth, db }, req, req.person.userEmail, password)
  if (!made) return false
  const { id, is_kept } = await replaceSession(db, req.person.sessionId, made.token)
  req.person = { ...req.person, sessionId: id, gavePasswordLately: true }
  reply.header('set-cookie', made.cookie(is_kept))
  return true
}
