/** The database's clock, so that all processes agree on the time. */
import { sql } from 'kysely'
import type { Db } from './connect.ts'

/** Today in Paris: `2026-12-31`. */
export async function findToday(db: Db): Promise<string> {
  const { rows } = await sql<{
    day: string
  }>`select (now() at time zone 'Europe/Paris')::date::text as day`.execute(db)
  return rows[0]!.day
}

export async function findNow(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(db)
  return rows[0]!.now
}
