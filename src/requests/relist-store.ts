/** SQL that makes the search terms of older requests again, after a migration has changed how they are made. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'

/** In requests. A payment of one of them waits as long as this many take. */
const batch = 200
const mostBatches = 50

/** Makes terms again until there are no more requests to do, or for this minute enough are done. */
export async function relistRequests(db: Db): Promise<void> {
  for (let batches = 0; batches < mostBatches; batches += 1) if (!(await relistBatch(db))) return
}

/**
 * Returns whether there may be more. The requests are locked first and read again then: the terms of an address that
 * is being erased must not come back.
 */
function relistBatch(db: Db): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const relisting = await trx
      .selectFrom('request_relisting')
      .select('after_id')
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!relisting) return false
    const requests = await trx
      .selectFrom('payment_requests')
      .select('id')
      .where('id', '>', relisting.after_id)
      .orderBy('id')
      .limit(batch)
      .forShare()
      .execute()
    const ids = requests.map(({ id }) => id)
    await sql`update request_terms t set terms = request_terms_of(r) from payment_requests r
      where r.id = t.request_id and r.id = any(${ids})`.execute(trx)
    const last = ids.at(-1)
    if (last === undefined) await trx.deleteFrom('request_relisting').execute()
    else await trx.updateTable('request_relisting').set({ after_id: last }).execute()
    return last !== undefined
  })
}
