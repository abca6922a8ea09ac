import { type Kysely, sql } from 'kysely'

/** What the law wants customers to find: who the merchant is in the registers, its terms, and where to withdraw. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
      alter table merchants
        add column siren text check (siren ~ '^[0-9]{9}$'),
        add column vat_number text check (vat_number ~ '^FR[0-9]{11}$'),
        add column terms_url text check (terms_url ~ '^https://[!-~]+$' and char_length(terms_url) <= 300),
        add column withdrawal_url text check (withdrawal_url ~ '^https://[!-~]+$' and char_length(withdrawal_url) <= 300)`)
    .execute(db)
}
