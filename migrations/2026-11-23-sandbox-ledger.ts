import { type Kysely, sql } from 'kysely'

/**
 * The sandbox gateway's own books: what a bank would keep, out of reach of our transactions.
 * A charge without details is a tombstone: its attempt was cancelled before any payment came.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
      create schema sandbox;
      create table sandbox.charges (
        id text primary key,
        attempt_id text not null unique,
        amount_cents integer check (amount_cents > 0),
        status text not null check (status in ('challenged', 'succeeded', 'failed', 'cancelled')),
        failure_code text,
        card_brand text,
        card_last4 text check (card_last4 ~ '^[0-9]{4}$'),
        merchant_name text,
        language text check (language in ('fr', 'en', 'it', 'es', 'de', 'nl')),
        return_url text,
        created_at timestamptz not null default now(),
        captured_at timestamptz,
        check ((status = 'succeeded') = (captured_at is not null)),
        check ((status = 'failed') = (failure_code is not null)),
        check (
          num_nulls(amount_cents, card_brand, card_last4, merchant_name, language, return_url)
            in (0, case when status = 'cancelled' then 6 else 0 end)
        )
      );
    `)
    .execute(db)
}
