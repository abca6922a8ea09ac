/** Opening an account: the form, and the link that confirms the address. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { countLetter } from '../../accounts/letters/letters.ts'
import { findPasswordProblem, type PasswordProblem } from '../../accounts/password/passwords.ts'
import { findLinkedSignUp } from '../../accounts/people/link-store.ts'
import { confirmSignUp, signUp } from '../../accounts/sign-up/sign-up.ts'
import {
  parseSignUp,
  readSignUpForm,
  type SignUpErrors,
  type SignUpValues,
} from '../../accounts/sign-up/sign-up-form.ts'
import type { Deps } from '../../deps.ts'
import type { Catalogue, ProblemsOf } from '../../i18n/catalogues.ts'
import { leaveFlash } from '../../web/flash.ts'
import { readLanguage } from '../../web/language.ts'
import { paths } from '../../web/paths.ts'

export async function signUpRoutes(app: FastifyInstance, { db, config }: Deps): Promise<void> {
  app.addHook('preHandler', async (req, reply) => {
    if (config.signUp === 'open') return
    if (req.method === 'POST') reply.code(403)
    return reply.page('account/next_step', { step: config.signUp })
  })

  app.get(paths.signUp, async (_req, reply) => showForm(reply, readSignUpForm({}), {}))

  app.post(paths.signUp, async (req, reply) => {
    const typed = readSignUpForm(req.body)
    const parsed = parseSignUp(typed, config.brandName)
    if (!parsed.ok) return showForm(reply.code(422), typed, parsed.errors)
    await countLetter(db, parsed.value.email, req.ip)
    await signUp(db, { ...parsed.value, language: readLanguage(req) })
    return reply.redirect(paths.signUpSent, 303)
  })

  app.get(paths.signUpSent, async (_req, reply) => reply.page('account/next_step', { step: 'signUpSent' }))

  /** Mail scanners follow links, so the account is created only by the button. */
  app.get(paths.confirmation, async (req, reply) => {
    const token = readToken(req.query)
    const typed = await findLinkedSignUp(db, token)
    if (!typed) return reply.code(404).page('account/next_step', { step: 'confirmationGone' })
    return showConfirmation(req, reply, typed, token)
  })

  app.post(paths.confirmation, async (req, reply) => {
    const token = readToken(req.body)
    const { password } = passwordForm.parse(req.body ?? {})
    const typed = await findLinkedSignUp(db, token)
    if (typed) {
      const { email, name, trade_name } = typed
      const problem = findPasswordProblem(password, [email, name, trade_name, config.brandName])
      if (problem) return showConfirmation(req, reply.code(422), typed, token, problem)
    }
    const isConfirmed = typed && (await confirmSignUp(db, token, password))
    if (!isConfirmed) return reply.code(409).page('account/next_step', { step: 'confirmationGone' })
    leaveFlash(reply, 'confirmed')
    return reply.redirect(paths.signIn, 303)
  })
}

type SignUpSentences = Catalogue['signUp']['problems'] & { password: Catalogue['passwords']['problems'] }

/** A page with a short text, and a link to where to go next. */
type NextStep = keyof (Catalogue['signUp']['nextSteps'] &
  Catalogue['passwords']['nextSteps'] &
  Catalogue['accounts']['changeEmail']['pages'])

const linkForm = z.object({ token: z.string().default('') })

const passwordForm = z.object({ password: z.string().default('') })

export const readToken = (sent: unknown): string => linkForm.parse(sent ?? {}).token

/** Keeps what was typed, except the password, which is never sent back. */
function showForm(
  reply: FastifyReply,
  { password, ...values }: SignUpValues,
  errors: SignUpErrors,
): FastifyReply {
  return reply.page('account/sign_up', { values, errors })
}

type LinkedSignUp = NonNullable<Awaited<ReturnType<typeof findLinkedSignUp>>>

function showConfirmation(
  req: FastifyRequest,
  reply: FastifyReply,
  { language, ...values }: LinkedSignUp,
  token: string,
  problem?: PasswordProblem,
): FastifyReply {
  const lang = readLanguage(req, language)
  const path = paths.confirmSignUp(token)
  return reply.page('account/confirmation', { values, token, problem, lang, path })
}

declare module '../../web/views.ts' {
  interface Views {
    'account/sign_up': {
      values: Omit<SignUpValues, 'password'>
      errors: ProblemsOf<SignUpValues, SignUpSentences>
    }
    'account/confirmation': {
      values: Omit<SignUpValues, 'password'>
      token: string
      problem: keyof Catalogue['passwords']['problems'] | undefined
    }
    'account/next_step': { step: NextStep }
  }
}
