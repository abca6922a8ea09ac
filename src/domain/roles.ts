/** Roles in a merchant's team. Each role may do everything that the roles before it may. */
import { NotAllowed, NotFound } from './errors.ts'

export const roles = ['member', 'manager', 'admin', 'owner'] as const
export type Role = (typeof roles)[number]

/** Whether `role` is at least `needed`. */
export function mayAct(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed)
}

/** The roles that somebody of this role may give to others. Only an owner makes an owner. */
export function rolesToGive(role: Role): Role[] {
  return roles.filter((one) => mayAct(role, 'admin') && (one !== 'owner' || role === 'owner'))
}

/** The members of a team now: each person's id, with their role. */
export type Team = Map<string, Role>

/** Why a change of the team is refused: without an owner, nobody could close the account or name another owner. */
export type TeamRefusal = 'last_owner'

/**
 * Checks whether the person may get the role `next`, or leave the team when `next` is undefined. Everybody may leave
 * by themselves; admins change others; only owners change owners. Throws `NotFound` for somebody who is not in the
 * team, `NotAllowed` when the actor's role does not allow it.
 */
export function checkChange(
  team: Team,
  actorId: string,
  personId: string,
  next?: Role,
): TeamRefusal | undefined {
  const [acting, current] = [team.get(actorId), team.get(personId)]
  if (!acting || !current) throw new NotFound()
  const isLeaving = actorId === personId && !next
  const isOwners = current === 'owner' || next === 'owner'
  if (!isLeaving && !mayAct(acting, isOwners ? 'owner' : 'admin')) throw new NotAllowed()
  const owners = [...team.values()].filter((role) => role === 'owner')
  return current === 'owner' && next !== 'owner' && owners.length === 1 ? 'last_owner' : undefined
}

/** Route options: the lowest role that may use the route. */
export const forManagers = { config: { role: 'manager' } } as const
export const forAdmins = { config: { role: 'admin' } } as const
export const forOwners = { config: { role: 'owner' } } as const

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The lowest role that may use this route. Without it, every member may. */
    role?: Role
  }
}
