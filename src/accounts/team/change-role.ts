import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Actor } from '../../domain/actor.ts'
import { checkChange, mayAct, type Role, type TeamRefusal } from '../../domain/roles.ts'
import { deleteInvitationsOf } from './invitation-store.ts'
import { lockTeam, saveRole } from './store.ts'

/** Undefined when done. Throws `NotFound` for somebody who is not in the team, `NotAllowed` by the actor's own role. */
export function changeRole(
  db: Kysely<Database>,
  actor: Actor,
  personId: string,
  role: Role,
): Promise<TeamRefusal | undefined> {
  return db.transaction().execute(async (trx) => {
    const team = await lockTeam(trx, actor.id)
    const refusal = checkChange(team, actor.userId, personId, role)
    if (refusal) return refusal
    await saveRole(trx, actor.id, personId, role)
    if (!mayAct(role, 'admin')) await deleteInvitationsOf(trx, actor.id, personId)
    return undefined
  })
}
