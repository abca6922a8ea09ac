import { type Kysely, sql } from 'kysely'

/** A request may be given a later date: its history keeps each, and its customer can be told. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
      alter table request_events
        add column expires_on date,
        add constraint request_events_extended_check check ((kind = 'extended') = (expires_on is not null));
      alter table messages
        drop constraint messages_purpose_check,
        add constraint messages_purpose_check check (purpose in ('request', 'reminder', 'extension', 'receipt',
          'cancel_notice', 'refund_notice', 'paid_notice', 'bounced_notice', 'dispute_notice',
          'refund_failed_notice'))`)
    .execute(db)
}
