/** S32: what changes how one signs in, or where the money goes, asks for the password again. */
import { APIError } from 'better-auth/api'
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { rememberPassword } from './session-store.ts'
import { countTry, passwordTry, releaseTry } from './tries.ts'

export interface ConfirmProblem {
  code: 'missing' | 'wrong' | 'throttled'
  minutes?: number
}

const confirmForm = z.object({ current_password: z.string().default('') })

/**
 * Undefined when the password came with this form, or in the last 5 minutes of this session. Otherwise what is wrong,
 * and `reply` has its status: the same form asks for it, as `accounts/_current_password` does.
 */
export async function confirmPerson(
  { auth, db }: Pick<Deps, 'auth' | 'db'>,
  req: FastifyRequest,
  reply: FastifyReply,
): Promise<ConfirmProblem | undefined> {
  const { person } = req
  if (person.gavePasswordLately) return undefined
  const { current_password: password } = confirmForm.parse(req.body ?? {})
  reply.code(422)
  if (!password) return { code: 'missing' }
  const attempt = passwordTry(person.userEmail, req.ip)
  const wait = await countTry(db, attempt)
  if (wait !== undefined) {
    reply.code(429).header('Retry-After', wait)
    return { code: 'throttled', minutes: Math.ceil(wait / 60) }
  }
  if (!(await isPasswordOf(req, password))) return { code: 'wrong' }
  await releaseTry(db, attempt)
  await rememberPassword(db, person.sessionId)
  req.person = { ...person, gavePasswordLately: true }
  reply.code(200)
  return undefined

  async function isPasswordOf({ headers }: FastifyRequest, password: string): Promise<boolean> {
    try {
      await auth.api.verifyPassword({ body: { password }, headers: fromNodeHeaders(headers) })
      return true
    } catch (error) {
      if (error instanceof APIError && error.statusCode < 500) return false
      throw error
    }
  }
}
