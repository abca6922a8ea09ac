/** Keeps a choice, or something that has just happened, in this browser. */
import type { FastifyReply } from 'fastify'

const year = 365 * 24 * 60 * 60

/** A cookie that no script reads and no other site sends. `maxAge` in seconds. */
export function keepCookie(reply: FastifyReply, name: string, value: string, maxAge = year): void {
  reply.setCookie(name, value, { path: '/', httpOnly: true, sameSite: 'lax', maxAge })
}
