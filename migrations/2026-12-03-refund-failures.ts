import { type Kysely, sql } from 'kysely'

/** Why a gateway gave nothing back, and the notice to the merchant when it says so after the form was answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
      alter table refunds add column failure_reason text check (failure_reason in ('balance_insufficient',
        'already_refunded', 'partly_refunded', 'disputed', 'too_old', 'not_allowed', 'other_account', 'returned',
        'cancelled', 'not_taken', 'other'));
      alter table messages drop constraint messages_purpose_check;
      alter table messages add constraint messages_purpose_check check (purpose in ('request', 'reminder', 'receipt',
        'cancel_notice', 'refund_notice', 'paid_notice', 'bounced_notice', 'dispute_notice', 'refund_failed_notice'))`)
    .execute(db)
}
