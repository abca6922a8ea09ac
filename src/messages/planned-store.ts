/** SQL of a request that is sent on a later day. */
import { sql } from 'kysely'
import type { Trx } from '../db/connect.ts'

/** Takes back the message that waits for its day: the request is sent now. False when there is none, or no longer. */
export async function withdrawPlanned(trx: Trx, requestId: string): Promise<boolean> {
  const withdrawn = await trx
    .deleteFrom('messages')
    .where('request_id', '=', requestId)
    .where('status', '=', 'queued')
    .where('send_at', '>', sql<Date>`now()`)
    .returning('id')
    .executeTakeFirst()
  if (!withdrawn) return false
  const request = trx.updateTable('payment_requests').where('id', '=', requestId)
  await request.set({ send_at: sql<Date>`now()` }).execute()
  return true
}
