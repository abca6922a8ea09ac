/** Creates a session from an address and a password. better-auth checks them, and makes the row and the cookie. */
import { APIError } from 'better-auth/api'
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import { inTurn, type Place } from '../password/turns.ts'
import { findPasswordHash } from '../people/store.ts'

export interface MadeSession {
  token: string
  /** The stored hash of the right password. */
  passwordHash: string
  /** `keep`: for 30 days; otherwise until the browser is closed. */
  cookie(keep: boolean): string[]
}

/**
 * The session is not open yet and counts for nothing (see `openSession`). Undefined when the address and the password
 * do not match. Throws `Busy` (503) when too many are waiting.
 */
export async function makeSession(
  { auth, db }: Pick<Deps, 'auth' | 'db'>,
  { headers }: FastifyRequest,
  email: string,
  password: string,
  place: Place,
): Promise<MadeSession | undefined> {
  // Read before the comparison, so that a password chosen in between cannot pass for this one.
  const passwordHash = await findPasswordHash(db, email.toLowerCase())
  try {
    const made = await inTurn(
      () =>
        auth.api.signInEmail({
          body: { email, password, rememberMe: true },
          headers: fromNodeHeaders(headers),
          returnHeaders: true,
        }),
      place,
    )
    const cookies = made.headers.getSetCookie()
    return {
      token: made.response.token,
      passwordHash: passwordHash ?? '',
      cookie: (keep) => (keep ? cookies : cookies.map((one) => one.replace(/; Max-Age=\d+/i, ''))),
    }
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return undefined
    throw error
  }
}
