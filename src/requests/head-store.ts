/** SQL of what stands above every list: sums of the merchant, and how many requests need attention. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { prepare } from '../db/prepare.ts'
import type { Mode } from '../domain/words.ts'
import { selectNewest } from './find-store.ts'

const mostCounted = 100

/**
 * What customers still owe, in requests and integer cents, the cents paid since the first day of this month in Paris,
 * and how many requests the merchant should look at (100: 100 or more).
 */
export async function findHead(db: Db, merchantId: string, mode: Mode) {
  const [head] = await selectHead(db, { merchantId, mode })
  return head!
}

const today = sql`(now() at time zone 'Europe/Paris')::date`

const selectHead = prepare(({ merchantId, mode }: { merchantId: string; mode: Mode }, db) => {
  const attention = selectNewest(db, { merchantId, mode }, { status: 'attention' }, undefined, mostCounted)
  return sql<{ pending_requests: number; pending_cents: number; paid_cents: number; attention: number }>`
    select
      coalesce(sum(requests) filter (where status = 'pending'), 0)::integer as pending_requests,
      coalesce(sum(cents) filter (where status = 'pending'), 0)::float8 as pending_cents,
      coalesce(sum(cents) filter (where status = 'paid'), 0)::float8 as paid_cents,
      (select count(*)::integer from (${attention}) counted) as attention
    from (
      select * from request_tallies union all select * from request_tally_changes
    ) tallied
    where merchant_id = ${merchantId} and mode = ${mode}
      and (status = 'pending' and day >= ${today} or status = 'paid' and day >= date_trunc('month', ${today})::date)`
})
