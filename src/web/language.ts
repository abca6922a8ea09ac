/** The language of the portal: what the signed-in person has chosen, or what was chosen in this browser. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type PortalLanguage, portalLanguages } from '../domain/words.ts'

const cookie = 'acquit_language'
const year = 365 * 24 * 60 * 60

/** `own`: the language of the person a page is for, when they are known without having signed in. */
export function readLanguage(req: FastifyRequest, own: PortalLanguage = 'fr'): PortalLanguage {
  return req.merchant?.language ?? portalLanguages.find((one) => one === req.cookies[cookie]) ?? own
}

export function keepLanguage(reply: FastifyReply, language: PortalLanguage): void {
  reply.setCookie(cookie, language, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: year })
}
