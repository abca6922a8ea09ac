/**
 * While APP_SECRET is rotated: sessions whose cookie the previous one has signed go on (S74). better-auth knows one
 * secret only, so the cookie is signed again before it looks, and the browser gets it so.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../../config/config.ts'
import { keptSessionSeconds } from './session-store.ts'

// `token.signature`. Browsers send it percent-encoded, as we have set it.
const sessionCookie = /(?<=(?:^|; ?))((?:__Host-)?acquit_session)=(\w+)\.((?:[\w+/=]|%2[BF]|%3D)+)/i

export function acceptPreviousSecret(
  app: FastifyInstance,
  { appSecret: { current, previous }, publicUrl }: Pick<Config, 'appSecret' | 'publicUrl'>,
): void {
  if (previous === undefined) return
  app.addHook('onRequest', async (req) => {
    const [cookie, name, token, signature] = sessionCookie.exec(req.headers.cookie ?? '') ?? []
    if (!name || !token || !isEqual(decodeURIComponent(signature!), sign(previous, token))) return
    const value = `${token}.${sign(current, token)}`
    req.headers.cookie = req.headers.cookie!.replace(cookie!, `${name}=${encodeURIComponent(value)}`)
    req.renewed = { name, value }
  })
  app.addHook('onSend', async ({ renewed, person }, reply) => {
    // An answer that ends the session, or begins another, has its own.
    if (!renewed || !person || String(reply.getHeader('set-cookie') ?? '').includes(renewed.name)) return
    const secure = publicUrl.startsWith('https:')
    const life = person.isSessionKept ? { maxAge: keptSessionSeconds } : {}
    reply.setCookie(renewed.name, renewed.value, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure,
      ...life,
    })
  })
}

/** As better-auth signs cookies. */
const sign = (secret: string, token: string) => createHmac('sha256', secret).update(token).digest('base64')

function isEqual(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The session's cookie, signed with the current secret; undefined when it came so. */
    renewed?: { name: string; value: string }
  }
}
