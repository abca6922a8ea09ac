import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { deleteEmailChange } from '../email/email-change-store.ts'
import { queueAccountLetter } from '../letters/letters.ts'
import { deleteLinks } from '../people/link-store.ts'
import { changePassword } from '../people/store.ts'
import { endSessions } from '../sessions/session-store.ts'
import { hashPassword } from './hashing.ts'

/** Changes the password, ends the person's other sessions and pending links, and tells the person. */
export async function changeOwnPassword(
  db: Kysely<Database>,
  { userId, sessionId }: { userId: string; sessionId: string },
  password: string,
): Promise<void> {
  const passwordHash = await hashPassword(password)
  await db.transaction().execute(async (trx) => {
    await changePassword(trx, userId, passwordHash)
    await deleteLinks(trx, userId)
    await deleteEmailChange(trx, userId)
    await endSessions(trx, userId, sessionId)
    await queueAccountLetter(trx, { kind: 'password_changed', userId })
  })
}
