/** Inviting people to the team, inviting them again, and withdrawing an invitation. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { parseAccountEmail } from '../../accounts/sign-up/sign-up-form.ts'
import { deleteInvitation } from '../../accounts/team/invitation-store.ts'
import { invite, inviteAgain } from '../../accounts/team/invite.ts'
import type { Deps } from '../../deps.ts'
import type { Author } from '../../domain/author.ts'
import { NotFound, TooMany } from '../../domain/errors.ts'
import { invitedRoles } from '../../domain/invited.ts'
import { forAdmins } from '../../domain/roles.ts'
import type { Catalogue } from '../../i18n/catalogues.ts'
import type { Flash } from '../../web/flash.ts'
import { paths } from '../../web/paths.ts'
import { patterns } from '../../web/patterns.ts'
import { describeTeam } from './describe.ts'

interface ByInvitation {
  Params: { invitation: string }
}

const form = z.object({ email: z.string().default(''), role: z.enum(invitedRoles).catch('member') })

interface InvitationForm {
  values: z.infer<typeof form>
  roles: typeof invitedRoles
}

/** What is wrong with the address. */
interface Problem {
  code: keyof Catalogue['team']['invite']['problems']
  retryAfterSeconds?: number
}

export function invitationRoutes(app: FastifyInstance, { db }: Deps): void {
  app.get(paths.newInvitation, forAdmins, async (_req, reply) =>
    reply.page('team/new_invitation', { values: form.parse({}), roles: invitedRoles }),
  )

  app.post(paths.invitations, forAdmins, async (req, reply) => {
    const values = form.parse(req.body ?? {})
    const problem = await tryToInvite(req.merchant, values)
    if (!problem) return answer(req, reply, 'invited')
    const { retryAfterSeconds } = problem
    if (retryAfterSeconds) reply.header('Retry-After', retryAfterSeconds)
    reply.code(retryAfterSeconds ? 429 : 422)
    return reply.page('team/invitation_form', { values, roles: invitedRoles, problem })
  })

  app.post<ByInvitation>(patterns.invitationSending, forAdmins, async (req, reply) => {
    await inviteAgain(db, req.merchant, req.params.invitation)
    return answer(req, reply, 'invited')
  })

  app.post<ByInvitation>(patterns.invitationRemoval, forAdmins, async (req, reply) => {
    if (!(await deleteInvitation(db, req.merchant.id, req.params.invitation))) throw new NotFound()
    return answer(req, reply, 'invitation_withdrawn')
  })

  async function tryToInvite(
    author: Author,
    { email: typed, role }: z.infer<typeof form>,
  ): Promise<Problem | undefined> {
    const email = parseAccountEmail(typed)
    if (!email) return { code: typed.trim() === '' ? 'empty' : 'invalid' }
    try {
      const refusal = await invite(db, author, { email, role })
      return refusal && { code: refusal }
    } catch (error) {
      if (!(error instanceof TooMany)) throw error
      return { code: 'too_many', retryAfterSeconds: error.retryAfterSeconds }
    }
  }

  function answer({ merchant }: FastifyRequest, reply: FastifyReply, flash: Flash): Promise<FastifyReply> {
    const describe = () => describeTeam(db, merchant, flash)
    return reply.outcome('team/_team', describe, { to: paths.team, flash, swaps: '#team' })
  }
}

declare module '../../web/views.ts' {
  interface Views {
    'team/new_invitation': InvitationForm
    'team/invitation_form': InvitationForm & { problem: Problem }
  }
}
