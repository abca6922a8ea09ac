import type { Role } from './roles.ts'

/** An owner is made of somebody who is there already. */
export const invitedRoles = ['member', 'manager', 'admin'] as const satisfies Role[]

export interface Invited {
  /** In lower case. */
  email: string
  role: (typeof invitedRoles)[number]
}
