/** Who may do what in a merchant's team: each role may do all that those before it may. */
import { NotAllowed, NotFound } from './errors.ts'

export const roles = ['member', 'manager', 'admin', 'owner'] as const
export type Role = (typeof roles)[number]

/** `needed` is the least role that may. */
export function mayAct(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed)
}

/** What somebody may make of others: only an owner makes an owner. */
export function rolesToGive(role: Role): Role[] {
  return roles.filter((one) => mayAct(role, 'admin') && (one !== 'owner' || role === 'owner'))
}

/** The team as it is now: who is in it, as what. */
export type Team = Map<string, Role>

/** Why a team stays as it is: somebody must be able to close the account, and to give ownership to somebody else. */
export type TeamRefusal = 'last_owner'

/**
 * Whether the person may be given another role, or leave when there is none: everybody may leave by themselves, admins
 * change the others, and an owner is an owner's affair. Throws `NotFound` for a stranger, `NotAllowed`.
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

/** Options of a route. */
export const forManagers = { config: { role: 'manager' } } as const
export const forAdmins = { config: { role: 'admin' } } as const
export const forOwners = { config: { role: 'owner' } } as const

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The least role that may ask for this route; anyone in the team where it says none. */
    role?: Role
  }
}
