/**
 * SQL of sums by day: of what is pending, of what was paid, and of each kind of operation. Triggers keep them, so that
 * no page adds up a million rows.
 */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { Mode } from '../domain/words.ts'

interface Tally {
  /** `2026-12-31`: the last day to pay for pending requests, the day of payment for paid ones. */
  day: string
  requests: number
  /** Integer cents, before refunds. */
  cents: number
}

/** The sums from `firstDay` on, in no order. Days without requests are left out. */
export async function listTallies(
  db: Db,
  merchantId: string,
  mode: Mode,
  status: 'pending' | 'paid',
  firstDay: string,
): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    select day::text, sum(requests)::integer as requests, sum(cents)::float8 as cents from (
      select * from request_tallies union all select * from request_tally_changes) tallied
    where merchant_id = ${merchantId} and mode = ${mode} and status = ${status} and day >= ${firstDay}
    group by day having sum(requests) <> 0`.execute(db)
  return rows
}

/**
 * Moves the changes into the sums. The order by key matters: two processes at once then wait for each other instead
 * of locking the same rows in different orders (a deadlock).
 */
export async function foldTallies(db: Db): Promise<void> {
  await sql`
    with folded as (delete from request_tally_changes returning *)
    insert into request_tallies
      select merchant_id, mode, status, day, sum(requests), sum(cents) from folded group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (merchant_id, mode, status, day) do update
      set requests = request_tallies.requests + excluded.requests, cents = request_tallies.cents + excluded.cents`.execute(
    db,
  )
}
