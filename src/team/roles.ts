/** Who may do what in a merchant's team: each role may do all that those before it may. */
export const roles = ['member', 'manager', 'admin', 'owner'] as const
export type Role = (typeof roles)[number]

/** `needed` is the least role that may. */
export function mayAct(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed)
}

/** Options of a route. */
export const forManagers = { config: { role: 'manager' } } as const
export const forAdmins = { config: { role: 'admin' } } as const

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The least role that may ask for this route; anyone in the team where it says none. */
    role?: Role
  }
}
