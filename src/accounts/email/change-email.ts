/** Changing one's e-mail address: the new address counts once the link that was sent to it has been opened. */
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { queueAccountLetter } from '../letters/letters.ts'
import { deleteLinks } from '../people/link-store.ts'
import { changeEmail, findPerson } from '../people/store.ts'
import { replaceEmailChange, useUpEmailChange } from './email-change-store.ts'

/**
 * Behaves the same whether or not the address has an account; only the e-mail that is sent later differs. So nobody
 * learns who has an account.
 */
export async function askToChangeEmail(db: Kysely<Database>, userId: string, email: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await replaceEmailChange(trx, userId, email)
    await queueAccountLetter(trx, { kind: 'email_change', userId })
  })
}

/**
 * Changes the address, and tells the previous one. False when the link is no longer valid, or when the new address
 * has an account by now.
 */
export function confirmEmail(db: Kysely<Database>, token: string): Promise<boolean> {
  const confirmed = db.transaction().execute(async (trx) => {
    const change = await useUpEmailChange(trx, token)
    const person = change && (await findPerson(trx, change.user_id))
    if (!person || !(await changeEmail(trx, change.user_id, change.email))) return false
    // Whoever still reads the old mailbox must not be able to choose a password.
    await deleteLinks(trx, change.user_id)
    await queueAccountLetter(trx, { kind: 'email_changed', userId: change.user_id, email: person.email })
    return true
  })
  return confirmed.catch((error: { code?: string }) => {
    // Somebody else confirmed the same address at the same moment.
    if (error.code === uniqueViolation) return false
    throw error
  })
}

/** unique_violation: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const uniqueViolation = '23505'
