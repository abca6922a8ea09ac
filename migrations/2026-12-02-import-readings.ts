import { type Kysely, sql } from 'kysely'

/** How a file was understood: its sheet, the titles of its columns, what was left out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table imports add column reading jsonb`.execute(db)
}
