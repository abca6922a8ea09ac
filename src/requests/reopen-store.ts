/** SQL that makes a request pending again that was settled otherwise less than a day ago. */
import { sql } from 'kysely'
import type { Trx } from '../db/connect.ts'
import { changes } from '../domain/request-lifecycle.ts'

/** Undefined when it is too late, or when its customer was erased meanwhile. Call it with the request locked. */
export function reopen(trx: Trx, merchantId: string, id: string) {
  const { from, to } = changes.reopen
  return trx
    .updateTable('payment_requests as r')
    .set({ status: to })
    .where('r.merchant_id', '=', merchantId)
    .where('r.id', '=', id)
    .where('r.status', 'in', from)
    .where('r.erased_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('request_events as e')
          .select('e.id')
          .whereRef('e.request_id', '=', 'r.id')
          .where('e.kind', '=', 'settled_otherwise')
          .where('e.created_at', '>', sql<Date>`now() - interval '1 day'`),
      ),
    )
    .returning('r.id')
    .executeTakeFirst()
}
