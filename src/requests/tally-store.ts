/** SQL of what is pending and what was paid, by day: kept up to date by triggers, so that no page adds up a million rows. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { Mode } from '../domain/words.ts'

interface Tally {
  /** `2026-12-31`: of what is pending the last day it can be paid, of what was paid the day it was. */
  day: string
  requests: number
  /** Integer cents, before refunds. */
  cents: number
}

/** Integer cents: what customers still owe, and what was paid since the first of the month in Paris. */
export async function sumRequests(db: Db, merchantId: string, mode: Mode) {
  const today = sql<string>`(now() at time zone 'Europe/Paris')::date`
  const [pending, paid] = await Promise.all([
    listTallies(db, merchantId, mode, 'pending', today),
    listTallies(db, merchantId, mode, 'paid', sql`date_trunc('month', ${today})::date`),
  ])
  return { pending_cents: sumCents(pending), paid_cents: sumCents(paid) }
}

const sumCents = (tallies: Tally[]) => tallies.reduce((sum, { cents }) => sum + cents, 0)

/** From `firstDay` on, in no order; days without are absent. */
export async function listTallies(
  db: Db,
  merchantId: string,
  mode: Mode,
  status: 'pending' | 'paid',
  firstDay: RawBuilder<string> | string,
): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    select day::text, sum(requests)::integer as requests, sum(cents)::float8 as cents from (
      select * from request_tallies union all select * from request_tally_changes) tallied
    where merchant_id = ${merchantId} and mode = ${mode} and status = ${status} and day >= ${firstDay}
    group by day having sum(requests) <> 0`.execute(db)
  return rows
}

/** In the order of the key: two processes that fold at once wait for each other, and not in a ring. */
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
