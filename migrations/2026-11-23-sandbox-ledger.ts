import { type Kysely, sql } from 'kysely'

/** The sandbox gateway's own books: what a bank would keep, out of reach of our transactions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
      create schema sandbox;
      create table sandbox.charges (
        id text primary key,
        attempt_id text not null unique,
        amount_cents integer not null check (amount_cents > 0),
        status text not null check (status in ('challenged', 'succeeded', 'failed', 'cancelled')),
        failure_code text,
        card_brand text,
        card_last4 text,
        merchant_name text,
        return_url text,
        created_at timestamptz not null default now(),
        captured_at timestamptz,
        check ((status = 'succeeded') = (captured_at is not null)),
        check ((status = 'failed') = (failure_code is not null))
      );
    `)
    .execute(db)
}
