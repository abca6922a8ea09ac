/** A forgotten password: asking for a link, and choosing a new password with it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { countLetter } from '../../accounts/letters/letters.ts'
import { findPasswordProblem, type PasswordProblem } from '../../accounts/password/passwords.ts'
import { askForReset, choosePassword } from '../../accounts/password/reset.ts'
import { findLinkedPerson } from '../../accounts/people/link-store.ts'
import { listWordsAbout } from '../../accounts/people/store.ts'
import { parseAccountEmail } from '../../accounts/sign-up/sign-up-form.ts'
import type { Deps } from '../../deps.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import { leaveFlash } from '../../web/flash.ts'
import { readLanguage } from '../../web/language.ts'
import { paths } from '../../web/paths.ts'
import { readToken } from './sign-up-routes.ts'

const askForm = z.object({ email: z.string().default('') })
const passwordForm = z.object({ password: z.string().default('') })

export function passwordRoutes(app: FastifyInstance, { db, config }: Deps): void {
  app.get(paths.forgottenPassword, async (_req, reply) => reply.page('account/forgotten', { email: '' }))

  app.post(paths.forgottenPassword, async (req, reply) => {
    const { email: typed } = askForm.parse(req.body ?? {})
    const email = parseAccountEmail(typed)
    if (!email) {
      const problem = typed.trim() === '' ? 'empty' : 'invalid'
      return reply.code(422).page('account/forgotten', { email: typed, problem })
    }
    await countLetter(db, email, req.ip)
    await askForReset(db, email)
    return reply.redirect(paths.resetSent, 303)
  })

  app.get(paths.resetSent, async (_req, reply) => reply.page('account/next_step', { step: 'resetSent' }))

  /** Mail scanners follow links, so the link is used up only when the form is posted. */
  app.get(paths.password, async (req, reply) => {
    const token = readToken(req.query)
    const person = await findLinkedPerson(db, token)
    if (!person) return reply.code(404).page('account/next_step', { step: 'resetGone' })
    return showForm(req, reply, person, token)
  })

  app.post(paths.password, async (req, reply) => {
    const token = readToken(req.body)
    const { password } = passwordForm.parse(req.body ?? {})
    const person = await findLinkedPerson(db, token)
    if (person) {
      const about = [...(await listWordsAbout(db, person.id)), config.brandName]
      const problem = findPasswordProblem(password, about)
      if (problem) return showForm(req, reply.code(422), person, token, problem)
    }
    const isChosen = person && (await choosePassword(db, token, password))
    if (!isChosen) return reply.code(409).page('account/next_step', { step: 'resetGone' })
    leaveFlash(reply, 'password_chosen')
    return reply.redirect(paths.signIn, 303)
  })
}

type LinkedPerson = NonNullable<Awaited<ReturnType<typeof findLinkedPerson>>>

function showForm(
  req: FastifyRequest,
  reply: FastifyReply,
  person: LinkedPerson,
  token: string,
  problem?: PasswordProblem,
) {
  const { email, language } = person
  const lang = readLanguage(req, language)
  return reply.page('account/new_password', { email, token, problem, lang, path: paths.newPassword(token) })
}

declare module '../../web/views.ts' {
  interface Views {
    'account/forgotten': { email: string; problem?: keyof Catalogue['passwords']['forgotten']['problems'] }
    'account/new_password': {
      email: string
      token: string
      problem: keyof Catalogue['passwords']['problems'] | undefined
    }
  }
}
