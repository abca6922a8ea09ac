/** Asks for the password again before changes of how one signs in or of where the money goes (S32). */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import type { Place } from '../password/turns.ts'
import { replaceSession } from '../sessions/session-store.ts'
import { makeSession } from './sign-in.ts'
import { guess, passwordTry } from './tries.ts'

type Parts = Pick<Deps, 'auth' | 'db' | 'config'>

export interface ReauthenticationProblem {
  code: keyof Catalogue['accounts']['reauthentication']['problems']
  minutes?: number
}

const confirmForm = z.object({ current_password: z.string().default('') })

/**
 * Undefined when the password came with this form, or was given in the last 5 minutes of this session. Otherwise it
 * returns what is wrong and sets the status of `reply`; the form must then show `account/_current_password`.
 */
export async function reauthenticate(
  { auth, db, config }: Parts,
  req: FastifyRequest,
  reply: FastifyReply,
): Promise<ReauthenticationProblem | undefined> {
  const { userEmail, gavePasswordLately } = req.person
  if (gavePasswordLately) return undefined
  const { current_password: password } = confirmForm.parse(req.body ?? {})
  reply.code(422)
  if (!password) return { code: 'missing' }
  const guessed = await guess(db, passwordTry(config, req, userEmail), (place) =>
    renewSession({ auth, db }, req, reply, password, place),
  )
  if (guessed.wait !== undefined) {
    reply.code(429).header('Retry-After', guessed.wait)
    return { code: 'throttled', minutes: Math.ceil(guessed.wait / 60) }
  }
  if (!guessed.right) return { code: 'wrong' }
  reply.code(200)
  return undefined
}

/**
 * Gives a new session to whoever has given the password; it continues the old one (S31). Undefined when the
 * password is wrong.
 */
export async function renewSession(
  { auth, db }: Pick<Parts, 'auth' | 'db'>,
  req: FastifyRequest,
  reply: FastifyReply,
  password: string,
  place: Place = {},
): Promise<true | undefined> {
  const made = await makeSession({ auth, db }, req, req.person.userEmail, password, place)
  if (!made) return undefined
  const { id, is_kept } = await replaceSession(db, req.person.sessionId, made.token)
  req.person = { ...req.person, sessionId: id, gavePasswordLately: true }
  reply.header('set-cookie', made.cookie(is_kept))
  return true
}
