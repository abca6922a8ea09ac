/**
 * Inviting somebody to the team by e-mail. The person who invites does not learn whether the address has an account.
 */
import type { Kysely } from 'kysely'
import type { Trx } from '../../db/connect.ts'
import type { Database } from '../../db/schema.ts'
import type { Author } from '../../domain/author.ts'
import { NotAllowed, NotFound } from '../../domain/errors.ts'
import type { Invited } from '../../domain/invited.ts'
import { limits } from '../../domain/limits.ts'
import { mayAct } from '../../domain/roles.ts'
import { countUse } from '../../limits/store.ts'
import { queueAccountLetter } from '../letters/letters.ts'
import { findInvitation, saveInvitation } from './invitation-store.ts'
import { isInTeam, lockTeam } from './store.ts'

/** Returns undefined when done. Throws `TooMany` when the merchant's or the address's hourly limit is reached. */
export function invite(
  db: Kysely<Database>,
  author: Author,
  invited: Invited,
): Promise<'in_team' | undefined> {
  return db.transaction().execute(async (trx) => {
    if (await isInTeam(trx, author.id, invited.email)) return 'in_team'
    await send(trx, author, invited)
    return undefined
  })
}

/**
 * Sends the e-mail again, with a new link. Throws `NotFound` when the invitation is not this merchant's, `TooMany` as
 * above.
 */
export async function inviteAgain(db: Kysely<Database>, author: Author, id: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const invited = await findInvitation(trx, author.id, id)
    if (!invited) throw new NotFound()
    await send(trx, author, invited)
  })
}

/** Throws `NotAllowed` when the author has lost the right to invite meanwhile. */
async function send(trx: Trx, author: Author, invited: Invited): Promise<void> {
  const role = (await lockTeam(trx, author.id)).get(author.userId)
  if (!role || !mayAct(role, 'admin')) throw new NotAllowed()
  await countUse(trx, limits.invitations, author.id)
  await countUse(trx, limits.accountLetters, invited.email)
  const invitationId = await saveInvitation(trx, author.id, invited, author.userId)
  await queueAccountLetter(trx, { kind: 'invitation', invitationId })
}
