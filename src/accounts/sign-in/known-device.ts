/**
 * A browser in which a person has signed in before. A cookie proves it, so that nobody who guesses at the account from
 * elsewhere can keep its owner out. It opens nothing: its tries to sign in are only counted apart.
 * https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { everySecret } from '../../config/app-secret.ts'
import type { Config } from '../../config/config.ts'
import { newToken } from '../../domain/ids.ts'
import { keepCookie } from '../../web/cookies.ts'

const name = 'acquit_device'

type Secret = Pick<Config, 'appSecret'>

/** The id of this device, when the owner of this account has signed in with it. */
export function findKnownDevice(config: Secret, { cookies }: Pick<FastifyRequest, 'cookies'>, email: string) {
  const [, id, proof] = /^([0-9A-Za-z]{22})\.([\w-]{43})$/.exec(cookies[name] ?? '') ?? []
  if (id === undefined || proof === undefined) return undefined
  const isOurs = everySecret(config.appSecret).some((secret) =>
    timingSafeEqual(Buffer.from(proof), Buffer.from(proofOf(secret, id, email))),
  )
  return isOurs ? id : undefined
}

/** For somebody who has just given the right password. */
export function rememberDevice(config: Secret, reply: FastifyReply, email: string): void {
  const id = newToken()
  const value = `${id}.${proofOf(config.appSecret.current, id, email)}`
  keepCookie(reply, name, value)
}

function proofOf(secret: string, id: string, email: string): string {
  return createHmac('sha256', secret).update(`device ${id} ${email.toLowerCase()}`).digest('base64url')
}
