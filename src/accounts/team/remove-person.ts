import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Author } from '../../domain/author.ts'
import { checkChange, type TeamRefusal } from '../../domain/roles.ts'
import { deleteInvitationsOf } from './invitation-store.ts'
import { deleteMembership, lockTeam } from './store.ts'

/**
 * Removes somebody from the team, or the author themselves. Returns undefined when done, else why not. The history
 * keeps their name; the invitations they have sent end. Throws `NotFound` for somebody who is not in the team,
 * `NotAllowed` when the author's role does not allow it.
 */
export function removePerson(
  db: Kysely<Database>,
  author: Author,
  personId: string,
): Promise<TeamRefusal | undefined> {
  return db.transaction().execute(async (trx) => {
    const team = await lockTeam(trx, author.id)
    const refusal = checkChange(team, author.userId, personId)
    if (refusal) return refusal
    await deleteMembership(trx, author.id, personId)
    await deleteInvitationsOf(trx, author.id, personId)
    return undefined
  })
}
