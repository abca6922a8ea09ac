import { type Kysely, sql } from 'kysely'

/** A word of the merchant's own, in the e-mail and on the pay page. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `alter table payment_requests add column message text check (char_length(message) between 1 and 300)`,
    )
    .execute(db)
}
