/** The page of an invitation's link, and accepting the invitation there. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { hashPassword } from '../../accounts/password/hashing.ts'
import { findPasswordProblem } from '../../accounts/password/passwords.ts'
import { acceptAsNew, acceptInvitation } from '../../accounts/team/accept.ts'
import { findOpenInvitation, type OpenInvitation } from '../../accounts/team/invitation-store.ts'
import type { Deps } from '../../deps.ts'
import { limits } from '../../domain/limits.ts'
import { longestPersonName, parseName } from '../../domain/name.ts'
import { gatherFields, invalid, valid } from '../../domain/parsed.ts'
import type { Catalogue, ProblemsOf } from '../../i18n/catalogues.ts'
import { countUse } from '../../limits/store.ts'
import { leaveFlash } from '../../web/flash.ts'
import { readLanguage } from '../../web/language.ts'
import { withNext } from '../../web/next-page.ts'
import { paths } from '../../web/paths.ts'
import { readToken } from '../account/sign-up-routes.ts'

const typed = z.string().default('')
const newPersonForm = z.object({ name: typed, password: typed })

type Errors = ProblemsOf<
  z.infer<typeof newPersonForm>,
  { name: Catalogue['signUp']['problems']['name']; password: Catalogue['passwords']['problems'] }
>

export function acceptanceRoutes(app: FastifyInstance, { db, config }: Deps): void {
  /** Mail scanners follow links, so the invitation is accepted only when the form is posted. */
  app.get(paths.invitation, async (req, reply) => {
    const token = readToken(req.query)
    const invitation = await findOrLimit(req, token)
    if (!invitation) return sayGone(reply.code(404))
    return isClosedTo(req, invitation) ? sayClosed(reply) : show(req, reply, invitation, token)
  })

  app.post(paths.invitation, async (req, reply) => {
    const token = readToken(req.body)
    const invitation = await findOrLimit(req, token)
    if (!invitation) return sayGone(reply.code(409))
    if (isClosedTo(req, invitation)) return sayClosed(reply.code(403))
    const way = wayOf(req, invitation)
    if (way === 'accept') return accept(req, reply, token)
    if (way === 'new') return acceptWithAccount(req, reply, invitation, token)
    return show(req, reply.code(409), invitation, token)
  })

  /** With `SIGNUP=closed`, only people who have an account may join a team. */
  function isClosedTo(req: FastifyRequest, invitation: OpenInvitation): boolean {
    return config.signUp === 'closed' && wayOf(req, invitation) === 'new'
  }

  /** Limits the guessing of links. */
  async function findOrLimit(req: FastifyRequest, token: string): Promise<OpenInvitation | undefined> {
    const invitation = await findOpenInvitation(db, token)
    if (!invitation) await countUse(db, limits.unknownLinks, req.ip)
    return invitation
  }

  async function accept(req: FastifyRequest, reply: FastifyReply, token: string): Promise<FastifyReply> {
    if (!(await acceptInvitation(db, req.person, token))) return sayGone(reply.code(409))
    leaveFlash(reply, 'joined')
    return reply.redirect(paths.team, 303)
  }

  async function acceptWithAccount(
    req: FastifyRequest,
    reply: FastifyReply,
    invitation: OpenInvitation,
    token: string,
  ): Promise<FastifyReply> {
    const values = newPersonForm.parse(req.body ?? {})
    const parsed = parseNewPerson(values, [invitation.email, invitation.trade_name])
    if (!parsed.ok)
      return show(req, reply.code(422), invitation, token, { name: values.name, errors: parsed.errors })
    const { name, password } = parsed.value
    const person = { name, language: readLanguage(req), passwordHash: await hashPassword(password) }
    if (!(await acceptAsNew(db, token, person))) return sayGone(reply.code(409))
    leaveFlash(reply, 'confirmed')
    return reply.redirect(withNext(paths.signIn, paths.team), 303)
  }

  function parseNewPerson({ name, password }: z.infer<typeof newPersonForm>, about: string[]) {
    const problem = findPasswordProblem(password, [name, ...about, config.brandName])
    return gatherFields({
      name: parseName(name, longestPersonName, config.brandName),
      password: problem ? invalid(problem) : valid(password),
    })
  }
}

/** Whoever is signed in accepts with one click. Others sign in, or create an account for the invited address. */
type Way = 'accept' | 'other_address' | 'sign_in' | 'new'

function wayOf({ person }: FastifyRequest, { email, has_account }: OpenInvitation): Way {
  if (person) return person.userEmail === email ? 'accept' : 'other_address'
  return has_account ? 'sign_in' : 'new'
}

const sayClosed = (reply: FastifyReply) => reply.page('account/next_step', { step: 'closed' })

function show(
  req: FastifyRequest,
  reply: FastifyReply,
  invitation: OpenInvitation,
  token: string,
  typed: { name: string; errors: Errors } = { name: '', errors: {} },
): FastifyReply {
  const path = paths.acceptance(token)
  return reply.page('team/invitation', {
    invitation,
    token,
    path,
    way: wayOf(req, invitation),
    signIn: withNext(paths.signIn, path),
    ...typed,
  })
}

const sayGone = (reply: FastifyReply) => reply.page('team/invitation_gone', {})

declare module '../../web/views.ts' {
  interface Views {
    'team/invitation': {
      invitation: OpenInvitation
      token: string
      way: Way
      signIn: string
      name: string
      errors: Errors
    }
    'team/invitation_gone': object
  }
}
