import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Author } from '../../domain/author.ts'
import { checkChange, mayAct, type Role, type TeamRefusal } from '../../domain/roles.ts'
import { deleteInvitationsOf } from './invitation-store.ts'
import { lockTeam, saveRole } from './store.ts'

/**
 * Returns undefined when done, else why not. Throws `NotFound` for somebody who is not in the team, `NotAllowed` when
 * the author's role does not allow it.
 */
export function changeRole(
  db: Kysely<Database>,
  author: Author,
  personId: string,
  role: Role,
): Promise<TeamRefusal | undefined> {
  return db.transaction().execute(async (trx) => {
    const team = await lockTeam(trx, author.id)
    const refusal = checkChange(team, author.userId, personId, role)
    if (refusal) return refusal
    await saveRole(trx, author.id, personId, role)
    if (!mayAct(role, 'admin')) await deleteInvitationsOf(trx, author.id, personId)
    return undefined
  })
}
