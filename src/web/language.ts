/** The language of the portal, chosen by the signed-in person or in this browser; and of a customer without a link. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Language, languages, type PortalLanguage, portalLanguages } from '../domain/words.ts'
import { keepCookie } from './cookies.ts'

const cookie = 'acquit_language'

/** `own`: the language of the person a page is for, when they are known without having signed in. */
export function readLanguage(req: FastifyRequest, own: PortalLanguage = 'fr'): PortalLanguage {
  return req.merchant?.language ?? portalLanguages.find((one) => one === req.cookies[cookie]) ?? own
}

export function keepLanguage(reply: FastifyReply, language: PortalLanguage): void {
  keepCookie(reply, cookie, language)
}

/** The first of our languages that the browser asks for, its weights considered; otherwise French. */
export function acceptedLanguage({ headers }: FastifyRequest): Language {
  const asked = (headers['accept-language'] ?? '').split(',').map((range) => {
    const [tag = '', weight = '1'] = range.split(';').map((part) => part.trim().replace(/^q=/, ''))
    return {
      language: languages.find((one) => one === tag.split('-')[0]!.toLowerCase()),
      weight: Number(weight),
    }
  })
  const spoken = asked.filter(({ language, weight }) => language && weight > 0)
  return spoken.sort((one, other) => other.weight - one.weight)[0]?.language ?? 'fr'
}
