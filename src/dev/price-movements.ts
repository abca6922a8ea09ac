import type { Trx } from '../db/connect.ts'
import { feeOf } from '../providers/sandbox/fees.ts'

/** Writes what the test bank kept, as the job does a minute after each movement. */
export async function priceMovements(trx: Trx, merchantId: string): Promise<void> {
  const moved = await trx
    .selectFrom('operations')
    .select(['id', 'kind', 'amount_cents'])
    .where('merchant_id', '=', merchantId)
    .execute()
  for (const { id, kind, amount_cents: amountCents } of moved)
    await trx
      .updateTable('operations')
      .set({ fee_cents: feeOf({ kind, amountCents }), fee_check_at: null })
      .where('merchant_id', '=', merchantId)
      .where('id', '=', id)
      .execute()
}
