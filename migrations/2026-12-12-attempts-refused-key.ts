import { type Kysely, sql } from 'kysely'

/** An attempt that failed because the gateway refused the merchant's key. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
      alter table attempts
        drop constraint attempts_failure_code_check,
        add constraint attempts_failure_code_check
          check (failure_code in ('key_refused', 'processing_error', 'card_declined', 'insufficient_funds',
            '3ds_declined', 'incorrect_number', 'fraud_suspected', 'aborted', 'timeout')) not valid;
      alter table attempts validate constraint attempts_failure_code_check`)
    .execute(db)
}
