/** SQL of requests that are paid one after the other. */
import type { Db, Trx } from '../db/connect.ts'
import { currentStatus, selectRequests } from './store.ts'

/** Makes it the first of several. False when it is one of several already, ended unpaid, or belongs to nobody. */
export async function beginFamily(trx: Trx, merchantId: string, id: string): Promise<boolean> {
  const first = await trx
    .updateTable('payment_requests as r')
    .set({ family_id: id, family_part: 1 })
    .where('r.merchant_id', '=', merchantId)
    .where('r.id', '=', id)
    .where('r.family_id', 'is', null)
    .where((eb) => eb(currentStatus(eb), 'in', ['pending', 'paid']))
    .where('r.erased_at', 'is', null)
    .returning('r.id')
    .executeTakeFirst()
  return first !== undefined
}

export async function joinFamily(trx: Trx, id: string, family_id: string, family_part: number) {
  await trx.updateTable('payment_requests').set({ family_id, family_part }).where('id', '=', id).execute()
}

/** In the order in which they are paid. */
export function listFamily(db: Db, merchantId: string, familyId: string) {
  return selectRequests(db, merchantId)
    .select('r.content_hash')
    .where('r.family_id', '=', familyId)
    .orderBy('r.family_part')
    .execute()
}
