import { type Kysely, sql } from 'kysely'

/** Each saved key has an id, so that an attempt starts only with the key that it was prepared for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table gateway_keys add column key_id uuid not null default gen_random_uuid()`.execute(db)
}
