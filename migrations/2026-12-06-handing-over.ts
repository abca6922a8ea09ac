import { type Kysely, sql } from 'kysely'

/**
 * When a message was about to be handed to its provider: before that, it was surely not taken. Messages that were on
 * their way during the migration may have been.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
      alter table messages add column handed_at timestamptz;
      update messages set handed_at = updated_at where status = 'sending'`)
    .execute(db)
}
