/** SQL that counts, or looks at, several limits in one statement. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import { prepare } from '../db/prepare.ts'
import { TooMany } from '../domain/errors.ts'
import type { Limit } from '../domain/limits.ts'
import { countedFor, startOf } from './store.ts'

/** A limit, and the subject (a merchant, a link, an address) that it is counted for. */
export type Use = [Limit, string]

/**
 * Counts one more use of each, in one statement. Throws `TooMany` for the first whose limit is reached; the other uses
 * are given back with the rest of `trx`, which must not be committed then.
 */
export async function countUses(trx: Trx, uses: Use[]): Promise<void> {
  const [spent] = await countAll(trx, { uses: writeUses(uses) })
  if (spent) throw new TooMany(spent.left, spent.name)
}

const countAll = prepare(
  ({ uses }: { uses: string }) => sql<Spent>`
    with asked as materialized (
      select name, key, most, ${startOf(sql`seconds`)} as start, ${secondsLeft} as left, position from ${usesIn(uses)}
    ), counted as (
      insert into rate_counts (key, window_start, count) select key, start, 1 from asked order by position
      on conflict (key, window_start) do update set count = rate_counts.count + 1
        where rate_counts.count < (select most from asked where key = excluded.key)
      returning key
    )
    select name, "left" from asked where key not in (select key from counted) order by position limit 1`,
)

/** Throws `TooMany` when one of these limits is reached. Counts nothing. */
export async function refuseIfSpent(db: Db, uses: Use[]): Promise<void> {
  const [spent] = await findSpent(db, { uses: writeUses(uses) })
  if (spent) throw new TooMany(spent.left, spent.name)
}

interface Spent {
  name: string
  left: number
}

const findSpent = prepare(
  ({ uses }: { uses: string }) => sql<Spent>`
    select name, ${secondsLeft} as left from ${usesIn(uses)} join rate_counts using (key)
    where window_start = ${startOf(sql`seconds`)} and count >= most
    order by 2 desc`,
)

const writeUses = (uses: Use[]) =>
  JSON.stringify(
    uses.flatMap(([limit, subject]) => countedFor(limit, subject).map((one) => ({ ...limit, ...one }))),
  )

const usesIn = (uses: string) => sql`
  rows from (json_to_recordset(${uses}::json) as (key text, name text, most integer, seconds integer))
    with ordinality as used (key, name, most, seconds, position)`

/** Of the window of a use. */
const secondsLeft = sql`ceil(extract(epoch from
  ${startOf(sql`seconds`)} + make_interval(secs => seconds) - now()))::integer`
