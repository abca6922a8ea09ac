/**
 * SQL of rate limits. Use `countUse` before an action whose every try costs something: several tries at once cannot
 * get past the limit, and `releaseUse` gives a harmless one back. Use `refuseIfSpent` of `uses-store.ts` before an action
 * that counts only when it fails, and `countUse` after the failure.
 */
import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { TooMany } from '../domain/errors.ts'
import type { Limit } from '../domain/limits.ts'
import { networksOf } from './network.ts'

/**
 * Counts one more use of `subject` (a merchant, a link, an address) in the current window. Throws `TooMany`, with the
 * seconds that are left of the window, when the limit is reached. An address is counted with the networks it is part
 * of; the narrowest first, so that one that is over its limit does not use up what its neighbours may do.
 */
export async function countUse(db: Db, limit: Limit, subject: string): Promise<void> {
  const counted: Counted[] = []
  for (const one of countedFor(limit, subject)) {
    if (!(await countOne(db, limit, one))) {
      await release(db, limit, counted)
      throw new TooMany(await readSecondsLeft(db, limit), limit.name)
    }
    counted.push(one)
  }
}

/** False when its limit is reached. */
async function countOne(db: Db, limit: Limit, { key, most }: Counted): Promise<boolean> {
  const counted = await db
    .insertInto('rate_counts')
    .values({ key, window_start: windowStart(limit), count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['key', 'window_start'])
        .doUpdateSet({ count: sql`rate_counts.count + 1` })
        // A refused use is not counted, so that a use that is given back makes room again.
        .where('rate_counts.count', '<', most),
    )
    .returning('count')
    .executeTakeFirst()
  return counted !== undefined
}

/** SQL, for a statement that counts by itself: whether the limit is reached. `key` comes from `keyOf`. */
export const isSpent = (limit: Limit, key: string) =>
  sql<boolean>`exists (select from rate_counts
    where key = ${key} and window_start = ${windowStart(limit)} and count >= ${limit.most}::integer)`

/** SQL, for the same statement: counts one use if the table `made` has a row. */
export const countRows = (limit: Limit, key: string, made: string) => sql`
  insert into rate_counts (key, window_start, count)
  select ${key}::text, ${windowStart(limit)}, 1 from ${sql.table(made)}
  on conflict (key, window_start) do update set count = rate_counts.count + 1`

/** No limit has a window longer than a day, so older counts are not read any more. */
export async function forgetOldCounts(db: Db): Promise<void> {
  await db
    .deleteFrom('rate_counts')
    .where('window_start', '<', sql<Date>`now() - interval '2 days'`)
    .execute()
}

/** Gives back a use that turned out not to be what the limit is about. */
export async function releaseUse(db: Db, limit: Limit, subject: string): Promise<void> {
  await release(db, limit, countedFor(limit, subject))
}

async function release(db: Db, limit: Limit, counted: Counted[]): Promise<void> {
  if (counted.length === 0) return
  const keys = counted.map(({ key }) => key)
  await db
    .updateTable('rate_counts')
    .set({ count: sql`greatest(count - 1, 0)` })
    .where('key', 'in', keys)
    .where('window_start', '=', windowStart(limit))
    .execute()
}

/** Resets the count of this subject. */
export async function forgetUses(db: Db, limit: Limit, subject: string): Promise<void> {
  const keys = countedFor(limit, subject).map(({ key }) => key)
  await db.deleteFrom('rate_counts').where('key', 'in', keys).execute()
}

interface Counted {
  key: string
  most: number
}

/** Subjects are hashed: many are addresses, and some are passwords typed in the wrong field. */
export function keyOf({ name, mode }: Limit, subject: string): string {
  const counted = mode === 'test' ? `${name}-in-test` : name
  return `${counted}:${createHash('sha256').update(subject).digest('base64url')}`
}

export function countedFor(limit: Limit, subject: string): Counted[] {
  return networksOf(subject).map(({ name, times }) => ({
    key: keyOf(limit, name),
    most: limit.most * times,
  }))
}

const windowStart = (limit: Limit) => startOf(sql`${limit.seconds}`)

export function startOf(seconds: RawBuilder<unknown>) {
  return sql<Date>`date_bin(make_interval(secs => ${seconds}), now(), timestamptz '2026-01-01')`
}

async function readSecondsLeft(db: Db, limit: Limit): Promise<number> {
  const end = sql`${windowStart(limit)} + make_interval(secs => ${limit.seconds})`
  const { rows } = await sql<{
    left: number
  }>`select ceil(extract(epoch from ${end} - now()))::integer as left`.execute(db)
  return rows[0]!.left
}
