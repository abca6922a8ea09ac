/**
 * While APP_SECRET is rotated: sessions whose cookie the previous one has signed go on (S74). better-auth knows one
 * secret only, so the cookie is signed again before it looks.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../../config/config.ts'

// `token.signature`. Browsers send it percent-encoded, as we have set it.
const sessionCookie = /(?<=(?:^|; ?)(?:__Host-)?acquit_session=)(\w+)\.((?:[\w+/=]|%2[BF]|%3D)+)/i

export function acceptPreviousSecret(
  app: FastifyInstance,
  { appSecret: { current, previous } }: Pick<Config, 'appSecret'>,
): void {
  if (previous === undefined) return
  app.addHook('onRequest', async ({ headers }) => {
    headers.cookie &&= headers.cookie.replace(sessionCookie, (cookie, token: string, signature: string) =>
      isEqual(decodeURIComponent(signature), sign(previous, token))
        ? `${token}.${encodeURIComponent(sign(current, token))}`
        : cookie,
    )
  })
}

/** As better-auth signs cookies. */
const sign = (secret: string, token: string) => createHmac('sha256', secret).update(token).digest('base64')

function isEqual(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
