import { type Kysely, sql } from 'kysely'

/** A request that is sent on a later day: when it is, on the request and on the message that waits. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
      alter table payment_requests
        add column send_at timestamptz,
        add constraint payment_requests_planned_check check (send_at is null or send_by = 'us');
      create index payment_requests_planned on payment_requests (merchant_id, send_at)
        where send_at is not null and label = 'pending';
      alter table messages add column send_at timestamptz`)
    .execute(db)
}
