import { listInvitations } from '../../accounts/team/invitation-store.ts'
import { listPeople } from '../../accounts/team/store.ts'
import type { Db } from '../../db/connect.ts'
import { mayAct, type TeamRefusal } from '../../domain/roles.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import type { Notice } from '../../web/flash.ts'

/** The values of the team's page. `notice` says what has just happened to the team, or why nothing did. */
export async function describeTeam(db: Db, merchant: SignedIn, notice?: Notice | TeamRefusal) {
  return {
    people: await listPeople(db, merchant.id),
    invitations: mayAct(merchant.role, 'admin') ? await listInvitations(db, merchant.id) : [],
    notice,
  }
}

declare module '../../web/views.ts' {
  interface Views {
    'team/team': Awaited<ReturnType<typeof describeTeam>>
    'team/_team': Awaited<ReturnType<typeof describeTeam>>
  }
}
