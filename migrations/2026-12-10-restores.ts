import { type Kysely, sql } from 'kysely'

/**
 * Which database this is, so that a process notices when it was restored from a backup. The row comes with the first
 * process that does background work.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
      create table restore_guard (
        is_only boolean primary key default true check (is_only),
        database_id text not null,
        held_since timestamptz
      )`)
    .execute(db)
}
