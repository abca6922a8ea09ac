import { type Kysely, sql } from 'kysely'

/** The test bank's books say when a dispute ended, since that is when the money of a won one comes back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sandbox.disputes add column ended_at timestamptz`.execute(db)
}
