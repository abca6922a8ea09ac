import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { TooMany } from '../web/errors.ts'
import type { Limit } from './rules.ts'

/**
 * Counts one more use of `subject` (a merchant, a link, an address) in the current window.
 * Throws `TooMany` with the seconds left of the window once it is over the limit.
 */
export async function countUse(db: Db, limit: Limit, subject: string): Promise<void> {
  const window = windowStart(limit)
  const counted = await db
    .insertInto('rate_counts')
    .values({ key: keyOf(limit, subject), window_start: window, count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['key', 'window_start'])
        .doUpdateSet({ count: sql`rate_counts.count + 1` })
        // What is refused is not counted: uses given back must make room again.
        .where('rate_counts.count', '<', limit.most),
    )
    .returning('count')
    .executeTakeFirst()
  if (!counted) throw new TooMany(await readSecondsLeft(db, limit), limit.name)
}

/** Throws `TooMany` when the limit is already reached, and counts nothing: for what only counts when it fails. */
export async function refuseIfSpent(db: Db, limit: Limit, subject: string): Promise<void> {
  const spent = await db
    .selectFrom('rate_counts')
    .select('count')
    .where('key', '=', keyOf(limit, subject))
    .where('window_start', '=', windowStart(limit))
    .where('count', '>=', limit.most)
    .executeTakeFirst()
  if (spent) throw new TooMany(await readSecondsLeft(db, limit), limit.name)
}

/** No limit has a window longer than a day: older counts have no reader. */
export async function forgetOldCounts(db: Db): Promise<void> {
  await db
    .deleteFrom('rate_counts')
    .where('window_start', '<', sql<Date>`now() - interval '2 days'`)
    .execute()
}

/** Gives a counted use back: what was tried turned out not to be what the limit is about. */
export async function releaseUse(db: Db, limit: Limit, subject: string): Promise<void> {
  await db
    .updateTable('rate_counts')
    .set({ count: sql`greatest(count - 1, 0)` })
    .where('key', '=', keyOf(limit, subject))
    .where('window_start', '=', windowStart(limit))
    .execute()
}

/** As if it had never been used in this window. */
export async function forgetUses(db: Db, limit: Limit, subject: string): Promise<void> {
  await db.deleteFrom('rate_counts').where('key', '=', keyOf(limit, subject)).execute()
}

/** Hashed: what is counted is often an address, and sometimes a password typed in the wrong field. */
function keyOf(limit: Limit, subject: string): string {
  return `${limit.name}:${createHash('sha256').update(subject).digest('base64url')}`
}

function windowStart(limit: Limit) {
  return sql<Date>`date_bin(make_interval(secs => ${limit.seconds}), now(), timestamptz '2026-01-01')`
}

async function readSecondsLeft(db: Db, limit: Limit): Promise<number> {
  const end = sql`${windowStart(limit)} + make_interval(secs => ${limit.seconds})`
  const { rows } = await sql<{
    left: number
  }>`select ceil(extract(epoch from ${end} - now()))::integer as left`.execute(db)
  return rows[0]!.left
}
