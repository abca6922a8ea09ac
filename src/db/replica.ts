/** Reads that may be some seconds old come from a replica, where there is one and it keeps up. */
import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { Counter } from 'prom-client'
import type { Db } from './connect.ts'
import type { Database } from './schema.ts'
import { isAway, isLostRace } from './trouble.ts'

/** A replica that lacks what was committed this long ago is not read. */
export const oldestMs = 3_000
const checkMs = 1_000
const readMs = 5_000
const pauseMs = 10_000

/**
 * Runs `work` on the replica, or on the primary. `since`: the position after a change that the result has to show;
 * undefined when there is none. What was committed three seconds before is shown in any case. `work` only reads, and
 * may run twice.
 */
export type Read = <Result>(since: string | undefined, work: (db: Db) => Promise<Result>) => Promise<Result>

const reads = new Counter({
  name: 'acquit_replica_reads_total',
  help: 'Reads that may come from a replica, by where they came from. Only with DATABASE_REPLICA_URL.',
  labelNames: ['from'],
})

export function createRead(primary: Kysely<Database>, replica?: Kysely<Database>): Read {
  if (!replica) return (_since, work) => work(primary)
  let floor = { position: '', at: -Infinity }
  let leftAloneUntil = 0

  async function keepsUp(since: string | undefined): Promise<boolean> {
    const now = performance.now()
    if (now < leftAloneUntil) return false
    // Everything that was committed until `now` comes before this position.
    if (now - floor.at > oldestMs) floor = { position: await findPosition(primary), at: now }
    return within(checkMs, hasReplayed(replica!, [floor.position, since ?? floor.position]))
  }

  return async (since, work) => {
    try {
      if (await keepsUp(since)) {
        const result = await within(readMs, work(replica))
        reads.inc({ from: 'replica' })
        return result
      }
    } catch (error) {
      if (!isAway(error)) throw error
      // What the replica replays may stop a query there, which says nothing about the next.
      if (!isLostRace(error)) leftAloneUntil = performance.now() + pauseMs
    }
    reads.inc({ from: 'primary' })
    return work(primary)
  }
}

/** The position in the log after everything that is committed now. */
export async function findPosition(primary: Db): Promise<string> {
  const { rows } = await sql<{ position: string }>`
    select pg_current_wal_insert_lsn()::text as position`.execute(primary)
  return rows[0]!.position
}

/** False, too, for a replica that was promoted: it goes its own way. */
export async function hasReplayed(replica: Db, positions: string[]): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select pg_is_in_recovery() and pg_last_wal_replay_lsn() >= all (${positions}::pg_lsn[]) as has`.execute(
    replica,
  )
  return rows[0]!.has
}

/** Rejects as a database that is away does, when `work` takes too long. */
async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  const over = new AbortController()
  const late = pause(ms, undefined, { signal: over.signal }).then(() => {
    throw Object.assign(new Error('the replica is silent'), { code: 'ETIMEDOUT' })
  })
  try {
    return await Promise.race([work, late])
  } finally {
    over.abort()
    late.catch(() => {})
  }
}
