import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { limits } from '../../domain/limits.ts'
import type { Person } from '../../domain/signed-in.ts'
import { countUse } from '../../limits/store.ts'
import { openMerchant } from './open.ts'
import { chooseMerchant } from './store.ts'

/**
 * Opens another merchant for this person; their session looks at it from now on. Throws `TooMany` when the daily
 * limit is reached.
 */
export async function openAnother(
  db: Kysely<Database>,
  { userId, userEmail: email, sessionId }: Person,
  tradeName: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await countUse(trx, limits.openings, userId)
    const merchantId = await openMerchant(trx, { userId, email, tradeName })
    await chooseMerchant(trx, merchantId, userId, sessionId)
  })
}
