/** A session from an address and a password: better-auth checks them, and makes the row and the cookie. */
import { APIError } from 'better-auth/api'
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import { findPasswordHash } from '../people/store.ts'

export interface MadeSession {
  token: string
  /** Of the password that was right. */
  passwordHash: string
  /** `keep`: for 30 days, whether or not the browser is closed. */
  cookie(keep: boolean): string[]
}

/** Not open yet: it counts for nothing. Undefined when address and password do not belong together. */
export async function makeSession(
  { auth, db }: Pick<Deps, 'auth' | 'db'>,
  { headers }: FastifyRequest,
  email: string,
  password: string,
): Promise<MadeSession | undefined> {
  // Read before it is compared: one that is chosen in between must not pass for it.
  const passwordHash = await findPasswordHash(db, email.toLowerCase())
  try {
    const made = await auth.api.signInEmail({
      body: { email, password, rememberMe: true },
      headers: fromNodeHeaders(headers),
      returnHeaders: true,
    })
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
