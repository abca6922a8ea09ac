import { listInvitations } from '../../accounts/team/invitation-store.ts'
import { listPeople } from '../../accounts/team/store.ts'
import type { Db } from '../../db/connect.ts'
import { mayAct, type TeamRefusal } from '../../domain/roles.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import type { Flash } from '../../web/flash.ts'

/** The values of the team's page. `flash` says what has just happened to the team, or why nothing did. */
export async function describeTeam(db: Db, merchant: SignedIn, flash?: Flash | TeamRefusal) {
  return {
    people: await listPeople(db, merchant.id),
    invitations: mayAct(merchant.role, 'admin') ? await listInvitations(db, merchant.id) : [],
    flash,
  }
}

declare module '../../web/views.ts' {
  interface Views {
    'team/team': Awaited<ReturnType<typeof describeTeam>>
    'team/_team': Awaited<ReturnType<typeof describeTeam>>
  }
}
