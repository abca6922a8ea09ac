import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { changeStatus, findRequestsToExpire, lockRequest } from './change-store.ts'
import { addEvent } from './history-store.ts'

/** Stores what pages already show: a pending request past its date is expired. Several processes may run it at once. */
export async function expireRequests(db: Kysely<Database>): Promise<void> {
  for (const { id } of await findRequestsToExpire(db, 500)) {
    await db.transaction().execute(async (trx) => {
      const request = await lockRequest(trx, id)
      if (request?.status !== 'pending' || request.live || !request.is_past_date) return
      await changeStatus(trx, id, 'expire')
      await addEvent(trx, id, { kind: 'expired', actor: 'system', before: 'pending', after: 'expired' })
    })
  }
}
