/** Accepting an invitation, once: by a person who has an account, or by one who creates it at the same time. */
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Person } from '../../domain/signed-in.ts'
import { insertPerson, type NewPerson } from '../people/store.ts'
import { deleteInvitation, lockInvitation } from './invitation-store.ts'
import { chooseMerchant, insertMembership } from './store.ts'

/**
 * The session looks at this merchant from now on. False when the link is no longer valid, or was sent to another
 * address.
 */
export function acceptInvitation(db: Kysely<Database>, person: Person, token: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const invitation = await lockInvitation(trx, token)
    if (invitation?.email !== person.userEmail) return false
    const { id, merchant_id: merchantId, role } = invitation
    await insertMembership(trx, merchantId, person.userId, role)
    await deleteInvitation(trx, merchantId, id)
    return chooseMerchant(trx, merchantId, person.userId, person.sessionId)
  })
}

/**
 * Creates an account for the invited address. That the link was opened shows that the address is theirs. False when
 * the link is no longer valid, or the address has got an account meanwhile.
 */
export function acceptAsNew(
  db: Kysely<Database>,
  token: string,
  person: Omit<NewPerson, 'email'>,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const invitation = await lockInvitation(trx, token)
    if (!invitation) return false
    const { id, email, merchant_id: merchantId, role } = invitation
    const userId = await insertPerson(trx, { ...person, email })
    if (!userId) return false
    await insertMembership(trx, merchantId, userId, role)
    await deleteInvitation(trx, merchantId, id)
    return true
  })
}
