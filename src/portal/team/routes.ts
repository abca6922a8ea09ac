/** The team: who works for the merchant, their roles, and removing people. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { changeRole } from '../../accounts/team/change-role.ts'
import { removePerson } from '../../accounts/team/remove-person.ts'
import { findMember, type TeamMember } from '../../accounts/team/store.ts'
import type { Deps } from '../../deps.ts'
import { NotAllowed, NotFound } from '../../domain/errors.ts'
import { forAdmins, mayAct, type Role, roles, rolesToGive, type TeamRefusal } from '../../domain/roles.ts'
import { type Flash, readFlashOnce } from '../../web/flash.ts'
import { paths } from '../../web/paths.ts'
import { patterns } from '../../web/patterns.ts'
import { describeTeam } from './describe.ts'

interface ByPerson {
  Params: { person: string }
}

const roleForm = z.object({ role: z.enum(roles) })

export function teamRoutes(app: FastifyInstance, { db }: Deps): void {
  app.get(paths.team, async (req, reply) =>
    reply.page('team/team', await describeTeam(db, req.merchant, readFlashOnce(req, reply))),
  )

  app.get<ByPerson>(patterns.personRole, forAdmins, async (req, reply) => {
    const person = await requirePerson(req)
    return reply.page('team/role', { person, roles: rolesToGive(req.merchant.role) })
  })

  app.post<ByPerson>(patterns.personRole, forAdmins, async (req, reply) => {
    const person = await requirePerson(req)
    const { role } = roleForm.catch({ role: person.role }).parse(req.body ?? {})
    const refusal = await changeRole(db, req.merchant, person.id, role)
    if (!refusal && person.id === req.merchant.userId) req.merchant.role = role
    return answer(req, reply, refusal, 'role_changed')
  })

  app.get<ByPerson>(patterns.personRemoval, forAdmins, async (req, reply) =>
    reply.page('team/removal', { person: await requirePerson(req) }),
  )

  app.post<ByPerson>(patterns.personRemoval, forAdmins, async (req, reply) =>
    remove(req, reply, req.params.person),
  )

  app.get(paths.departure, async (_req, reply) => reply.page('team/departure', {}))

  app.post(paths.departure, async (req, reply) => remove(req, reply, req.merchant.userId))

  /** Only owners may change or remove an owner. */
  async function requirePerson({ merchant, params }: FastifyRequest<ByPerson>): Promise<TeamMember> {
    const person = await findMember(db, merchant.id, params.person)
    if (!person) throw new NotFound()
    if (!mayAct(merchant.role, person.role)) throw new NotAllowed()
    return person
  }

  async function remove(req: FastifyRequest, reply: FastifyReply, personId: string): Promise<FastifyReply> {
    const refusal = await removePerson(db, req.merchant, personId)
    if (!refusal && personId === req.merchant.userId) return reply.redirect(paths.requests, 303)
    return answer(req, reply, refusal, 'person_removed')
  }

  async function answer(
    req: FastifyRequest,
    reply: FastifyReply,
    refusal: TeamRefusal | undefined,
    flash: Flash,
  ): Promise<FastifyReply> {
    const describe = () => describeTeam(db, req.merchant, refusal ?? flash)
    if (refusal) return reply.code(409).page('team/team', await describe())
    return reply.outcome('team/_team', describe, { to: paths.team, flash })
  }
}

declare module '../../web/views.ts' {
  interface Views {
    'team/role': { person: TeamMember; roles: Role[] }
    'team/removal': { person: TeamMember }
    'team/departure': object
  }
}
