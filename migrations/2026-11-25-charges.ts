import { type Kysely, sql } from 'kysely'

/** Attempts remember what they asked of the gateway, and when to ask it again; gateways' keys; refunds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [attempts, keys, refunds, ledger, modes]) await sql.raw(statement).execute(db)
}

// What an attempt made before this migration asked for is written again from its request.
const attempts = `
  alter table attempts
    add column charge jsonb,
    add column gateway_ref text,
    add column check_at timestamptz not null default now(),
    add column checks integer not null default 0;
  update attempts set charge = jsonb_build_object(
    'attemptId', attempts.id, 'requestId', r.id, 'merchantId', r.merchant_id, 'mode', r.mode,
    'amountCents', attempts.amount_cents, 'merchantName', m.trade_name, 'description', r.description,
    'language', r.language, 'customerEmail', r.email, 'returnUrl', '',
    'startedAt', attempts.created_at, 'endsAt', attempts.created_at + interval '15 minutes')
  from payment_requests r join merchants m on m.id = r.merchant_id
  where r.id = attempts.request_id;
  alter table attempts alter column charge set not null;
  create index attempts_to_check on attempts (check_at) where status in ('started', 'challenged', 'unknown');
  create unique index attempts_gateway_ref on attempts (gateway, gateway_ref) where gateway_ref is not null;
`

const keys = `
  create table gateway_keys (
    merchant_id text not null references merchants,
    mode text not null check (mode in ('test', 'live')),
    secret_key bytea not null,
    webhook_secret bytea,
    previous_webhook_secret bytea,
    previous_until timestamptz,
    updated_at timestamptz not null default now(),
    primary key (merchant_id, mode)
  );
  create table gateway_events (
    gateway text not null,
    event_id text not null,
    received_at timestamptz not null default now(),
    primary key (gateway, event_id)
  );
  create index gateway_events_received_at on gateway_events (received_at);
`

const refunds = `
  alter table refunds
    add column idempotency_key text,
    add column gateway_ref text,
    add column check_at timestamptz not null default now(),
    add column checks integer not null default 0,
    add column created_by text references users on delete set null,
    add column updated_at timestamptz not null default now(),
    add constraint refunds_idempotency unique (request_id, idempotency_key);
  create index refunds_to_check on refunds (check_at) where status = 'pending';
  alter table request_events add column refund_id text references refunds;
  alter table messages drop constraint messages_purpose_check;
  alter table messages add constraint messages_purpose_check check (purpose in
    ('request', 'reminder', 'receipt', 'cancel_notice', 'refund_notice', 'paid_notice', 'bounced_notice'));
  alter table messages add column refund_id text references refunds;
`

// Each person looks at one mode at a time.
const modes = `
  alter table memberships add column mode text not null default 'test' check (mode in ('test', 'live'));
`

const ledger = `
  create table sandbox.refunds (
    id text primary key,
    charge_id text not null references sandbox.charges,
    amount_cents integer not null check (amount_cents > 0),
    status text not null check (status in ('pending', 'succeeded', 'failed')),
    created_at timestamptz not null default now()
  );
  create index refunds_charge on sandbox.refunds (charge_id);
`
