/** Changing the e-mail address and the password. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { askToChangeEmail, confirmEmail } from '../../accounts/email/change-email.ts'
import { findLinkedEmailChange } from '../../accounts/email/email-change-store.ts'
import { countLetter } from '../../accounts/letters/letters.ts'
import { changeOwnPassword } from '../../accounts/password/change-password.ts'
import { findPasswordProblem } from '../../accounts/password/passwords.ts'
import { listWordsAbout } from '../../accounts/people/store.ts'
import {
  type ReauthenticationProblem,
  reauthenticate,
  renewSession,
} from '../../accounts/sign-in/reauthenticate.ts'
import { parseAccountEmail } from '../../accounts/sign-up/sign-up-form.ts'
import type { Deps } from '../../deps.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import { leaveFlash } from '../../web/flash.ts'
import { readLanguage } from '../../web/language.ts'
import { paths } from '../../web/paths.ts'
import type { Views } from '../../web/views.ts'
import { readToken } from './sign-up-routes.ts'

const typed = z.string().default('')
const emailForm = z.object({ email: typed })
const passwordForm = z.object({ password: typed })

export function credentialsRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, config } = deps

  app.get(paths.changeEmail, async (_req, reply) => showEmailForm(reply, { email: '' }))

  app.post(paths.changeEmail, async (req, reply) => {
    const { email: typedEmail } = emailForm.parse(req.body ?? {})
    const email = parseAccountEmail(typedEmail)
    const passwordProblem = await reauthenticate(deps, req, reply)
    const problem = email === undefined ? emailProblem(typedEmail) : isSame(req, email) ? 'same' : undefined
    if (passwordProblem || problem || !email)
      return showEmailForm(passwordProblem ? reply : reply.code(422), {
        email: typedEmail,
        passwordProblem,
        problem,
      })
    await countLetter(db, email, req.ip)
    await askToChangeEmail(db, req.person.userId, email)
    leaveFlash(reply, 'email_asked')
    return reply.redirect(paths.account, 303)
  })

  app.get(paths.changePassword, async (_req, reply) => showPasswordForm(reply, {}))

  app.post(paths.changePassword, async (req, reply) => {
    const { password } = passwordForm.parse(req.body ?? {})
    const passwordProblem = await reauthenticate(deps, req, reply)
    const about = [...(await listWordsAbout(db, req.person.userId)), config.brandName]
    const problem = findPasswordProblem(password, about)
    if (passwordProblem || problem)
      return showPasswordForm(passwordProblem ? reply : reply.code(422), { passwordProblem, problem })
    await changeOwnPassword(db, req.person, password)
    await renewSession(deps, req, reply, password)
    leaveFlash(reply, 'password_changed')
    return reply.redirect(paths.account, 303)
  })
}

/** These routes need no session: the link may be opened on another device. */
export function emailLinkRoutes(app: FastifyInstance, { db }: Deps): void {
  /** Mail scanners follow links, so the address is confirmed only by the button. */
  app.get(paths.confirmEmail, async (req, reply) => {
    const token = readToken(req.query)
    const change = await findLinkedEmailChange(db, token)
    if (!change) return reply.code(404).page('account/next_step', { step: 'emailGone' })
    const { email, language } = change
    const lang = readLanguage(req, language)
    return reply.page('account/email_link', { email, token, lang, path: paths.emailLink(token) })
  })

  app.post(paths.confirmEmail, async (req, reply) => {
    const isConfirmed = await confirmEmail(db, readToken(req.body))
    if (!isConfirmed) return reply.code(409).page('account/next_step', { step: 'emailGone' })
    leaveFlash(reply, 'email_changed')
    return reply.redirect(paths.account, 303)
  })
}

const emailProblem = (email: string) => (email.trim() === '' ? 'empty' : 'invalid')
const isSame = ({ person }: FastifyRequest, email: string) => email === person.userEmail

interface Refused {
  passwordProblem?: ReauthenticationProblem | undefined
}

function showEmailForm(reply: FastifyReply, said: Views['account/change_email']): FastifyReply {
  return reply.page('account/change_email', said)
}

function showPasswordForm(reply: FastifyReply, said: Views['account/change_password']): FastifyReply {
  return reply.page('account/change_password', said)
}

declare module '../../web/views.ts' {
  interface Views {
    'account/change_email': Refused & {
      email: string
      problem?: keyof Catalogue['accounts']['changeEmail']['problems'] | undefined
    }
    'account/change_password': Refused & { problem?: keyof Catalogue['passwords']['problems'] | undefined }
    'account/email_link': { email: string; token: string }
  }
}
