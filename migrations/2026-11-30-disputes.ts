import { type Kysely, sql } from 'kysely'

/** What happens to a payment at its gateway: disputes, refunds begun there, and up to where the gateway was asked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [disputes, refunds, requests, tallies, counting, messages, looks, ledger]) {
    await sql.raw(statement).execute(db)
  }
}

const disputes = `
  create table disputes (
    id text primary key check (id ~ '^dis_[0-9A-Za-z]{22}$'),
    request_id text not null references payment_requests,
    attempt_id text not null references attempts,
    gateway_ref text not null unique,
    amount_cents integer not null check (amount_cents > 0),
    reason text not null check (reason in ('fraudulent', 'unrecognized', 'duplicate', 'not_received',
      'not_as_described', 'credit_not_processed', 'subscription_cancelled', 'other')),
    status text not null check (status in ('open', 'won', 'lost', 'closed')),
    answer_by timestamptz,
    answer_url text check (answer_url like 'https://%'),
    asked_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  );
  create index disputes_request on disputes (request_id);
`

// A gateway gives back as little as one cent; the form here does not.
const refunds = `
  alter table refunds
    add column is_from_gateway boolean not null default false,
    drop constraint refunds_amount_cents_check,
    add constraint refunds_amount_cents_check check (amount_cents >= case when is_from_gateway then 1 else 10 end),
    add constraint refunds_from_gateway_check check (not is_from_gateway or gateway_ref is not null);
  create unique index refunds_gateway_ref on refunds (request_id, gateway_ref) where gateway_ref is not null;
`

const requests = `
  alter table payment_requests
    add column disputed_cents integer not null default 0,
    add column lost_cents integer not null default 0,
    drop column label;
  alter table payment_requests add column label text not null generated always as (case
      when status <> 'paid' then status
      when disputed_cents > 0 then 'disputed'
      when lost_cents > 0 then 'dispute_lost'
      when refunded_cents >= amount_cents then 'refunded'
      when refunded_cents > 0 then 'partially_refunded'
      when paid_after is not null then 'paid_after_' || paid_after
      else 'paid' end) stored;
  create index payment_requests_labelled on payment_requests (merchant_id, mode, label, created_at desc, id desc);
  alter table request_events add column dispute_id text references disputes;
`

// What a lost dispute took away was not collected; a payment of which nothing is left is none of its day's.
const tallies = `
  create or replace function tally_day(r payment_requests) returns date language sql stable as $$
    select case
      when r.status = 'pending' then r.expires_on
      when r.status = 'paid' and r.lost_cents < r.amount_cents then (r.paid_at at time zone 'Europe/Paris')::date end
  $$;
  create or replace function tally_changed_request() returns trigger language plpgsql as $$
  begin
    insert into request_tally_changes
      select merchant_id, mode, status, day, requests, requests * cents from (values
        (old.merchant_id, old.mode, old.status, tally_day(old), -1, (old.amount_cents - old.lost_cents)::bigint),
        (new.merchant_id, new.mode, new.status, tally_day(new), 1, (new.amount_cents - new.lost_cents)::bigint)
      ) as change (merchant_id, mode, status, day, requests, cents) where day is not null;
    return null;
  end $$;
  create or replace function list_made_requests() returns trigger language plpgsql as $$
  begin
    insert into request_terms select id, created_at, request_terms_of(made) from made;
    insert into request_tally_changes
      select merchant_id, mode, status, tally_day(made), count(*), sum(amount_cents - lost_cents) from made
      where tally_day(made) is not null group by 1, 2, 3, 4;
    return null;
  end $$;
  drop trigger payment_requests_tallied on payment_requests;
  create trigger payment_requests_tallied
    after update of status, paid_at, expires_on, amount_cents, lost_cents on payment_requests
    for each row execute function tally_changed_request();
`

// Never more than was paid: two refunds of the whole may be known before we hear that the first of them has failed.
const counting = `
  create or replace function count_refund() returns trigger language plpgsql as $$
  begin
    update payment_requests set refunded_cents = least(amount_cents, (
      select coalesce(sum(amount_cents), 0) from refunds where request_id = new.request_id and status = 'succeeded'))
    where id = new.request_id;
    return null;
  end $$;

  create function count_dispute() returns trigger language plpgsql as $$
  begin
    update payment_requests r set
      disputed_cents = least(r.amount_cents, counted.open), lost_cents = least(r.amount_cents, counted.lost)
    from (select coalesce(sum(amount_cents) filter (where status = 'open'), 0) as open,
        coalesce(sum(amount_cents) filter (where status = 'lost'), 0) as lost
      from disputes where request_id = new.request_id) counted
    where r.id = new.request_id;
    return null;
  end $$;
  create trigger disputes_counted after insert or update of status, amount_cents on disputes
    for each row execute function count_dispute();
`

const messages = `
  alter table messages drop constraint messages_purpose_check;
  alter table messages add constraint messages_purpose_check check (purpose in ('request', 'reminder', 'receipt',
    'cancel_notice', 'refund_notice', 'paid_notice', 'bounced_notice', 'dispute_notice'));
  alter table messages add column dispute_id text references disputes;
  create unique index messages_one_dispute_notice on messages (dispute_id, recipient)
    where purpose = 'dispute_notice';
`

// Made with the first payment that a merchant takes through a gateway: before it there is nothing to ask about.
const looks = `
  create table gateway_looks (
    merchant_id text not null references merchants,
    mode text not null check (mode in ('test', 'live')),
    gateway text not null,
    kind text not null check (kind in ('refund', 'dispute')),
    since timestamptz not null default now(),
    begun_at timestamptz,
    page text,
    unfinished_since timestamptz,
    looked_at timestamptz,
    next_at timestamptz not null default now(),
    primary key (merchant_id, mode, gateway, kind)
  );
  create index gateway_looks_due on gateway_looks (next_at);
  insert into gateway_looks (merchant_id, mode, gateway, kind, since)
    select r.merchant_id, r.mode, a.gateway, kind, min(r.paid_at)
    from attempts a join payment_requests r on r.id = a.request_id,
      unnest(array['refund', 'dispute']) as kind
    where a.status = 'succeeded' and r.paid_at is not null group by 1, 2, 3, 4;
`

// A customer's bank contests a minute after its card has paid: what is opened later is not there before.
const ledger = `
  create table sandbox.disputes (
    id text primary key,
    charge_id text not null references sandbox.charges,
    merchant_id text not null,
    amount_cents integer not null check (amount_cents > 0),
    status text not null check (status in ('open', 'won', 'lost', 'closed')),
    opens_at timestamptz not null,
    answer_by timestamptz not null
  );
  create index disputes_made on sandbox.disputes (merchant_id, opens_at desc, id desc);
  alter table sandbox.refunds add column merchant_id text;
  create index refunds_made on sandbox.refunds (merchant_id, created_at desc, id desc) where merchant_id is not null;
`
