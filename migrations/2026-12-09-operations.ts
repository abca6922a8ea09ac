import { type Kysely, sql } from 'kysely'

/** Each movement of money is a row, written by triggers on the day it moves, with sums by day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [operations, collecting, refunding, disputing, backfill, indexes]) {
    await sql.raw(statement).execute(db)
  }
}

// `amount_cents` is what the merchant gains: negative for what leaves. The primary key comes after the old rows.
const operations = `
  create table operations (
    merchant_id text not null,
    mode text not null,
    moved_at timestamptz not null,
    id bigint generated always as identity,
    kind text not null
      check (kind in ('collected', 'refunded', 'refund_returned', 'disputed', 'dispute_returned')),
    request_id text not null references payment_requests,
    amount_cents integer not null
  );
  create function tally_operations() returns trigger language plpgsql as $$
  begin
    insert into request_tally_changes
      select merchant_id, mode, kind, (moved_at at time zone 'Europe/Paris')::date, count(*), sum(amount_cents)
      from moved group by 1, 2, 3, 4;
    return null;
  end $$;
  create trigger operations_tallied after insert on operations
    referencing new table as moved for each statement execute function tally_operations();

  create function add_operation(request text, moved timestamptz, what text, cents integer) returns void language sql as $$
    insert into operations (merchant_id, mode, moved_at, kind, request_id, amount_cents)
    select merchant_id, mode, moved, what, id, cents from payment_requests where id = request
  $$;
`

const collecting = `
  create function add_collected_of_made() returns trigger language plpgsql as $$
  begin
    insert into operations (merchant_id, mode, moved_at, kind, request_id, amount_cents)
    select merchant_id, mode, paid_at, 'collected', id, amount_cents from made where paid_at is not null;
    return null;
  end $$;
  create trigger payment_requests_made_paid after insert on payment_requests
    referencing new table as made for each statement execute function add_collected_of_made();

  create function add_collected() returns trigger language plpgsql as $$
  begin
    insert into operations (merchant_id, mode, moved_at, kind, request_id, amount_cents)
    values (new.merchant_id, new.mode, new.paid_at, 'collected', new.id, new.amount_cents);
    return null;
  end $$;
  create trigger payment_requests_collected after update of paid_at on payment_requests for each row
    when (old.paid_at is null and new.paid_at is not null) execute function add_collected();
`

// The gateway says when it made a refund of its own; ours moves when we hear that it succeeded. A refund that has
// succeeded can still come back from the customer's bank.
const refunding = `
  create function add_refund_operation() returns trigger language plpgsql as $$
  declare was boolean := tg_op = 'UPDATE' and coalesce(old.status = 'succeeded', false);
  begin
    if new.status = 'succeeded' and not was then
      perform add_operation(new.request_id,
        case when new.is_from_gateway then new.created_at else new.updated_at end, 'refunded', -new.amount_cents);
    elsif new.status <> 'succeeded' and was then
      perform add_operation(new.request_id, new.updated_at, 'refund_returned', new.amount_cents);
    end if;
    return null;
  end $$;
  create trigger refunds_moved after insert or update of status on refunds
    for each row execute function add_refund_operation();
`

// A bank's inquiry takes no money until it becomes a dispute. One that was won before we heard of it took the money,
// and gave it back.
const disputing = `
  alter table disputes add column takes_money boolean not null default true;
  create function held_cents(d disputes) returns integer language sql immutable as $$
    select case when d.takes_money and d.status in ('open', 'lost') then d.amount_cents else 0 end
  $$;
  create function add_dispute_operation() returns trigger language plpgsql as $$
  declare was integer := 0; held integer := held_cents(new); since timestamptz := new.updated_at;
  begin
    if tg_op = 'UPDATE' then
      was := held_cents(old);
    else
      since := new.created_at;
      if new.takes_money and new.status = 'won' then
        perform add_operation(new.request_id, since, 'disputed', -new.amount_cents);
        perform add_operation(new.request_id, new.updated_at, 'dispute_returned', new.amount_cents);
      end if;
    end if;
    if was = held then return null; end if;
    if was > 0 then perform add_operation(new.request_id, since, 'dispute_returned', was); end if;
    if held > 0 then perform add_operation(new.request_id, since, 'disputed', -held); end if;
    return null;
  end $$;
  create trigger disputes_moved after insert or update of status, amount_cents, takes_money on disputes
    for each row execute function add_dispute_operation();
`

const backfill = `
  insert into operations (merchant_id, mode, moved_at, kind, request_id, amount_cents)
  select r.merchant_id, r.mode, moved.moved_at, moved.kind, r.id, moved.cents from (
    select id as request_id, paid_at as moved_at, 'collected' as kind, amount_cents as cents
      from payment_requests where paid_at is not null
    union all
    select request_id, case when is_from_gateway then created_at else updated_at end, 'refunded', -amount_cents
      from refunds where status = 'succeeded'
    union all
    select request_id, created_at, 'disputed', -amount_cents from disputes where status <> 'closed'
    union all
    select request_id, updated_at, 'dispute_returned', amount_cents from disputes where status = 'won'
  ) moved join payment_requests r on r.id = moved.request_id order by moved.moved_at;
`

const indexes = `
  alter table operations add primary key (merchant_id, mode, moved_at, id);
  create index operations_of_kind on operations (merchant_id, mode, kind, moved_at, id);
`
