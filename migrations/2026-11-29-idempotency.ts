import { type Kysely, sql } from 'kysely'

/** What a request was made of, so that its idempotency key cannot stand for another form. Null: made before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
      alter table payment_requests
        add column content_hash text check (content_hash ~ '^[0-9a-f]{64}$')`)
    .execute(db)
}
