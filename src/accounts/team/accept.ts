/** Accepting an invitation, once: by somebody with an account, or with one made of it. */
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Person } from '../../domain/signed-in.ts'
import { insertPerson, type NewPerson } from '../people/store.ts'
import { deleteInvitation, lockInvitation } from './invitation-store.ts'
import { chooseMerchant, insertMembership } from './store.ts'

/** Their session looks at the merchant from now on. False when the link works no more, or was sent to somebody else. */
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
 * The address is theirs: nobody else has read the link. False when it works no more, or when the address has got an
 * account meanwhile.
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
