import { type Kysely, sql } from 'kysely'

/** Accounts (as better-auth wants them), merchants, payment requests and all that happens to them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [accounts, merchants, requests, attempts, refunds, messages, events, limits]) {
    await sql.raw(statement).execute(db)
  }
}

const accounts = `
  create table users (
    id text primary key,
    name text not null,
    email text not null unique,
    email_verified boolean not null,
    image text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  );
  create table sessions (
    id text primary key,
    user_id text not null references users on delete cascade,
    token text not null unique,
    expires_at timestamptz not null,
    ip_address text,
    user_agent text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null
  );
  create index sessions_user_id on sessions (user_id);
  create table accounts (
    id text primary key,
    user_id text not null references users on delete cascade,
    account_id text not null,
    provider_id text not null,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    password text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null
  );
  create index accounts_user_id on accounts (user_id);
  create table verifications (
    id text primary key,
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  );
  create index verifications_identifier on verifications (identifier);
`

const merchants = `
  create table merchants (
    id text primary key check (id ~ '^mer_[0-9A-Za-z]{22}$'),
    trade_name text not null check (char_length(trade_name) between 1 and 20),
    contact_email text not null,
    contact_phone text,
    sms_sender text not null check (sms_sender ~ '^[0-9A-Za-z]{1,11}$' and sms_sender ~ '[A-Za-z]'),
    created_at timestamptz not null default now()
  );
  create table memberships (
    user_id text primary key references users on delete cascade,
    merchant_id text not null references merchants
  );
`

const requests = `
  create table payment_requests (
    id text primary key check (id ~ '^pay_[0-9A-Za-z]{22}$'),
    merchant_id text not null references merchants,
    token text not null unique check (token ~ '^[0-9A-Za-z]{22}$'),
    mode text not null check (mode in ('test', 'live')),
    amount_cents integer not null check (amount_cents between 99 and 2000000),
    channel text not null check (channel in ('email', 'sms')),
    email text,
    phone text check (phone ~ '^\\+[1-9][0-9]{5,14}$'),
    own_mail boolean not null default false,
    language text not null check (language in ('fr', 'en', 'it', 'es', 'de', 'nl')),
    description text not null check (char_length(description) between 1 and 80),
    reference text check (char_length(reference) between 1 and 80),
    expires_on date not null,
    expires_at timestamptz not null
      generated always as ((expires_on + 1)::timestamp at time zone 'Europe/Paris') stored,
    status text not null default 'pending' check (status in ('pending', 'paid', 'cancelled', 'expired')),
    paid_at timestamptz,
    paid_after text check (paid_after in ('cancelled', 'expired')),
    idempotency_key text not null,
    created_by text references users on delete set null,
    created_at timestamptz not null default now(),
    unique (merchant_id, idempotency_key),
    unique (id, merchant_id),
    check (case channel when 'email' then email is not null and phone is null
                        when 'sms' then phone is not null and email is null and not own_mail end),
    check ((status = 'paid') = (paid_at is not null)),
    check (paid_after is null or status = 'paid')
  );
  create index payment_requests_newest on payment_requests (merchant_id, mode, created_at desc, id desc);
  create index payment_requests_to_expire on payment_requests (expires_at) where status = 'pending';
  create index payment_requests_waiting on payment_requests (merchant_id, mode)
    include (amount_cents, expires_at) where status = 'pending';
  create index payment_requests_paid on payment_requests (merchant_id, mode, paid_at)
    include (amount_cents) where status = 'paid';
`

const attempts = `
  create table attempts (
    id text primary key check (id ~ '^att_[0-9A-Za-z]{22}$'),
    request_id text not null references payment_requests,
    gateway text not null,
    amount_cents integer not null check (amount_cents between 99 and 2000000),
    status text not null check (
      status in ('started', 'challenged', 'unknown', 'succeeded', 'failed', 'abandoned')),
    failure_code text check (failure_code in ('processing_error', 'card_declined', 'insufficient_funds',
      '3ds_declined', 'incorrect_number', 'fraud_suspected', 'aborted', 'timeout')),
    challenge_url text,
    card_brand text,
    card_last4 text check (card_last4 ~ '^[0-9]{4}$'),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    check ((status in ('failed', 'abandoned')) = (failure_code is not null)),
    check (status <> 'challenged' or challenge_url is not null)
  );
  create unique index attempts_one_live on attempts (request_id)
    where status in ('started', 'challenged', 'unknown');
  create unique index attempts_one_succeeded on attempts (request_id) where status = 'succeeded';
  create index attempts_newest on attempts (request_id, created_at desc);
`

const refunds = `
  create table refunds (
    id text primary key check (id ~ '^ref_[0-9A-Za-z]{22}$'),
    request_id text not null references payment_requests,
    amount_cents integer not null check (amount_cents >= 10),
    status text not null check (status in ('pending', 'succeeded', 'failed')),
    created_at timestamptz not null default now()
  );
  create index refunds_request on refunds (request_id);
`

const messages = `
  create table messages (
    id text primary key check (id ~ '^msg_[0-9A-Za-z]{22}$'),
    request_id text not null references payment_requests,
    purpose text not null check (purpose in ('request')),
    channel text not null check (channel in ('email', 'sms')),
    recipient text not null,
    status text not null default 'queued' check (
      status in ('queued', 'sending', 'sent', 'delivered', 'bounced', 'failed', 'uncertain')),
    provider_ref text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  );
  create index messages_request on messages (request_id, created_at desc);

  create table local_messages (
    id bigint generated always as identity primary key,
    message_id text not null unique,
    channel text not null check (channel in ('email', 'sms')),
    recipient text not null,
    sender text not null,
    reply_to text,
    subject text,
    body_text text not null,
    body_html text,
    status text not null default 'delivered',
    created_at timestamptz not null default now()
  );
`

// The history names no address and no card: erasing a customer's data never has to touch it.
const events = `
  create table request_events (
    id bigint generated always as identity primary key,
    request_id text not null references payment_requests,
    kind text not null,
    actor text not null check (actor in ('merchant', 'customer', 'system')),
    user_id text,
    status_before text,
    status_after text not null,
    attempt_id text,
    message_id text,
    failure_code text,
    created_at timestamptz not null default now()
  );
  create index request_events_request on request_events (request_id, id desc);

  create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% is append-only', tg_table_name;
  end $$;
  create trigger request_events_append_only before update or delete on request_events
    for each row execute function refuse_change();
  create trigger request_events_no_truncate before truncate on request_events
    for each statement execute function refuse_change();
`

const limits = `
  create table rate_counts (
    key text not null,
    window_start timestamptz not null,
    count integer not null,
    primary key (key, window_start)
  );
  create index rate_counts_window_start on rate_counts (window_start);
`
