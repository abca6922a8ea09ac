import { type Kysely, sql } from 'kysely'

/** How a merchant presents itself to its customers, and what its new requests start from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [letterhead, defaults]) await sql.raw(statement).execute(db)
}

const letterhead = `
  alter table merchants
    add column legal_name text check (char_length(legal_name) between 1 and 80),
    add column postal_address text check (char_length(postal_address) between 1 and 200),
    add column reply_to text,
    add column accent text not null default '#14553f' check (accent ~ '^#[0-9a-f]{6}$'),
    add column logo bytea check (octet_length(logo) between 1 and 2048),
    add column logo_hash text check (logo_hash ~ '^[0-9a-f]{64}$'),
    add column logo_type text check (logo_type in ('image/png', 'image/jpeg')),
    add column logo_width smallint check (logo_width between 1 and 160),
    add column logo_height smallint check (logo_height between 1 and 56),
    add check (num_nulls(logo, logo_hash, logo_type, logo_width, logo_height) in (0, 5));
  create index merchants_logo on merchants (logo_hash) where logo_hash is not null;
`

const defaults = `
  alter table merchants
    add column default_language text not null default 'fr'
      check (default_language in ('fr', 'en', 'it', 'es', 'de', 'nl')),
    add column default_expiry_days smallint not null default 30
      check (default_expiry_days between 1 and 90);
`
