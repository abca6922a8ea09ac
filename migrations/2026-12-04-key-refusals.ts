import { type Kysely, sql } from 'kysely'

/** Since when the gateway refuses a key, for which right (null: the whole key), and what the key may not read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
      alter table gateway_keys
        add column refused_since timestamptz,
        add column refused_right text,
        add column retry_at timestamptz,
        add column unseen text[] not null default '{}';
      create index gateway_keys_to_retry on gateway_keys (retry_at) where refused_since is not null`)
    .execute(db)
}
