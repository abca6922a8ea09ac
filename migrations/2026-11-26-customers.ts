import { type Kysely, sql } from 'kysely'

/** Whom a merchant has already asked, to be suggested again; and requests whose customer was erased. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [customers, erasure]) await sql.raw(statement).execute(db)
}

const customers = `
  create table customers (
    merchant_id text not null references merchants,
    mode text not null check (mode in ('test', 'live')),
    channel text not null check (channel in ('email', 'sms')),
    address text not null,
    last_asked_at timestamptz not null default now(),
    primary key (merchant_id, mode, channel, address)
  );
  create index customers_recent on customers (merchant_id, mode, channel, last_asked_at desc);
  insert into customers (merchant_id, mode, channel, address, last_asked_at)
    select merchant_id, mode, channel, coalesce(email, phone), max(created_at)
    from payment_requests group by 1, 2, 3, 4;
`

// Finding one customer's requests and messages must not read everybody's.
const erasure = `
  alter table payment_requests add column erased_at timestamptz;
  create index payment_requests_email on payment_requests (merchant_id, lower(email)) where email is not null;
  create index payment_requests_phone on payment_requests (merchant_id, phone) where phone is not null;
  create index payment_requests_to_retain on payment_requests (created_at) where erased_at is null;
`
