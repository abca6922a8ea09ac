import { type Kysely, sql } from 'kysely'

/** A trade name may be longer than what fits into an SMS, which then has a shorter one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
      alter table merchants
        add column sms_name text check (char_length(sms_name) between 1 and 20),
        drop constraint merchants_trade_name_check,
        add constraint merchants_trade_name_check check (char_length(trade_name) between 1 and 60);
      alter table sign_ups
        drop constraint sign_ups_trade_name_check,
        add constraint sign_ups_trade_name_check check (char_length(trade_name) between 1 and 60)`)
    .execute(db)
}
