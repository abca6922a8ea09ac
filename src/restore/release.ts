/** What an operator decides after a restore: what becomes of the messages that the backup wanted to send. */
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { recordMessage } from '../messages/record.ts'
import { dropLetters, findHeldSince, listHeldLetters, listHeldMessages, releaseHold } from './store.ts'

/**
 * What is older than the restore has probably left before it, and must not leave twice: it becomes uncertain, so that a
 * provider that can be searched is asked, and the merchant decides about the rest. What the restore itself has caused
 * about older requests, such as a reminder that was sent since the backup, is given up. Everything else leaves.
 */
export async function giveUpOld(db: Kysely<Database>): Promise<void> {
  const heldSince = await findHeldSince(db)
  if (!heldSince) return
  for (const { id, is_old } of await listHeldMessages(db, heldSince)) {
    if (is_old) await recordMessage(db, id, 'uncertain')
    else await recordMessage(db, id, 'failed', { reason: 'obsolete' })
  }
  const letters = await listHeldLetters(db, heldSince)
  await db.transaction().execute(async (trx) => {
    await dropLetters(
      trx,
      letters.map(({ id }) => id),
    )
    await releaseHold(trx)
  })
}

/** For a backup of which nothing had left: everything leaves. */
export async function sendOld(db: Kysely<Database>): Promise<void> {
  await db.transaction().execute(releaseHold)
}
