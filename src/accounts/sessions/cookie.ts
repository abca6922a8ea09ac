/** Reads the session's token out of its cookie. better-auth makes the cookie, and checks its own signature. */
import type { Auth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'

const readSigned = createAuthEndpoint('/session-token', { method: 'GET', requireHeaders: true }, (ctx) =>
  ctx.getSignedCookie(ctx.context.authCookies.sessionToken.name, ctx.context.secret),
)

/** Undefined when there is no cookie, or when somebody else has made it. */
export async function readSessionToken(auth: Auth, cookie: string | undefined): Promise<string | undefined> {
  if (!cookie) return undefined
  const token = await readSigned({ headers: new Headers({ cookie }), context: await auth.$context })
  return token || undefined
}
