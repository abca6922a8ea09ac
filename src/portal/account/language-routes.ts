import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changeLanguage } from '../../accounts/people/store.ts'
import type { Deps } from '../../deps.ts'
import { portalLanguages } from '../../domain/words.ts'
import { keepLanguage } from '../../web/language.ts'
import { ownPath } from '../../web/next-page.ts'
import { paths } from '../../web/paths.ts'

const languageForm = z.object({
  language: z.enum(portalLanguages).catch('fr'),
  /** The page on which the language was chosen. */
  page: z.string().default(paths.requests),
})

export function languageRoutes(app: FastifyInstance, { db }: Deps): void {
  app.post(paths.language, async (req, reply) => {
    const { language, page } = languageForm.parse(req.body ?? {})
    if (req.person) await changeLanguage(db, req.person.userId, language)
    keepLanguage(reply, language)
    return reply.redirect(ownPath(page), 303)
  })
}
