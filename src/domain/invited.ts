import type { Role } from './roles.ts'

/** The roles an invitation can give. Only somebody who is in the team already can become an owner. */
export const invitedRoles = ['member', 'manager', 'admin'] as const satisfies Role[]

export interface Invited {
  /** In lower case. */
  email: string
  role: (typeof invitedRoles)[number]
}
