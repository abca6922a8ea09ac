/** What the portal is read in: a signed-in person's own choice, or what was chosen in this browser. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type PortalLanguage, portalLanguages } from '../domain/words.ts'

const cookie = 'acquit_language'
const year = 365 * 24 * 60 * 60

/** `own`: of whom a page is for, when it is known without their having signed in. */
export function readLanguage(req: FastifyRequest, own: PortalLanguage = 'fr'): PortalLanguage {
  return req.merchant?.language ?? portalLanguages.find((one) => one === req.cookies[cookie]) ?? own
}

export function keepLanguage(reply: FastifyReply, language: PortalLanguage): void {
  reply.setCookie(cookie, language, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: year })
}
