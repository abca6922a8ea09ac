import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Actor } from '../../domain/actor.ts'
import { checkChange, type TeamRefusal } from '../../domain/roles.ts'
import { deleteInvitationsOf } from './invitation-store.ts'
import { deleteMembership, lockTeam } from './store.ts'

/**
 * Takes somebody out of the team, or the actor themselves; undefined when done. What they did stays in the history
 * under their name; whom they have invited can join no more. Throws `NotFound` for somebody who is not in the team, `NotAllowed` by the actor's own role.
 */
export function removePerson(
  db: Kysely<Database>,
  actor: Actor,
  personId: string,
): Promise<TeamRefusal | undefined> {
  return db.transaction().execute(async (trx) => {
    const team = await lockTeam(trx, actor.id)
    const refusal = checkChange(team, actor.userId, personId)
    if (refusal) return refusal
    await deleteMembership(trx, actor.id, personId)
    await deleteInvitationsOf(trx, actor.id, personId)
    return undefined
  })
}
