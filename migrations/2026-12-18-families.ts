import { type Kysely, sql } from 'kysely'

/** Requests that are paid one after the other: `family_id` is the first of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
      alter table payment_requests
        add column family_id text references payment_requests,
        add column family_part smallint check (family_part between 1 and 4),
        add constraint payment_requests_family_check check ((family_id is null) = (family_part is null));
      create unique index payment_requests_family on payment_requests (family_id, family_part)
        where family_id is not null`)
    .execute(db)
}
