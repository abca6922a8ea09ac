import { type Kysely, sql } from 'kysely'

/** A request that the customer has settled in another way than by its link. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
      alter table payment_requests
        drop constraint payment_requests_status_check,
        add constraint payment_requests_status_check
          check (status in ('pending', 'paid', 'cancelled', 'expired', 'settled_otherwise')),
        drop constraint payment_requests_paid_after_check,
        add constraint payment_requests_paid_after_check
          check (paid_after in ('cancelled', 'expired', 'settled_otherwise'))`)
    .execute(db)
}
