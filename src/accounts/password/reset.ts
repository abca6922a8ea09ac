/** A forgotten password: a link by e-mail, and choosing a new password with it. */
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { limits } from '../../domain/limits.ts'
import { forgetUses } from '../../limits/store.ts'
import { deleteEmailChange } from '../email/email-change-store.ts'
import { queueAccountLetter } from '../letters/letters.ts'
import { deleteLinks, useUpLink } from '../people/link-store.ts'
import { changePassword, findPerson } from '../people/store.ts'
import { endSessions } from '../sessions/session-store.ts'
import { hashPassword } from './hashing.ts'

/** Behaves the same whether or not the address has an account: that is looked up only when the e-mail is composed. */
export async function askForReset(db: Kysely<Database>, email: string): Promise<void> {
  await db.transaction().execute((trx) => queueAccountLetter(trx, { kind: 'reset', email }))
}

/**
 * Sets the password, ends all sessions and pending links, and tells the person. False when the link is no longer
 * valid.
 */
export async function choosePassword(
  db: Kysely<Database>,
  token: string,
  password: string,
): Promise<boolean> {
  const passwordHash = await hashPassword(password)
  return db.transaction().execute(async (trx) => {
    const userId = await useUpLink(trx, token, 'user_id')
    if (!userId) return false
    await changePassword(trx, userId, passwordHash)
    await deleteLinks(trx, userId)
    await deleteEmailChange(trx, userId)
    await endSessions(trx, userId)
    await queueAccountLetter(trx, { kind: 'password_changed', userId })
    // Somebody who has forgotten their password has probably just used up their tries.
    const person = await findPerson(trx, userId)
    if (person) await forgetUses(trx, limits.failedSignIns, person.email)
    return true
  })
}
