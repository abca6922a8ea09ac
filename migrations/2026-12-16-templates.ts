import { type Kysely, sql } from 'kysely'

/** What a merchant asks for again and again, to fill the form with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
      create table request_templates (
        id text primary key check (id ~ '^tpl_[0-9A-Za-z]{22}$'),
        merchant_id text not null references merchants,
        name text not null check (char_length(name) between 1 and 60),
        description text not null check (char_length(description) between 1 and 80),
        message text check (char_length(message) between 1 and 300),
        amount_cents integer check (amount_cents between 99 and 2000000)
      );
      create unique index request_templates_name on request_templates (merchant_id, lower(name))`)
    .execute(db)
}
