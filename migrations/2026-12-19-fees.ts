import { type Kysely, sql } from 'kysely'

/**
 * What the gateway kept of each movement of money. Every new movement is asked about, `fee_check_at`; those that were
 * there before are not.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [columns, naming, refunding, disputing, adding]) {
    await sql.raw(statement).execute(db)
  }
}

// The default comes in a statement of its own: in the same one it would be the value of the old rows too.
const columns = `
  alter table operations
    add column movement_id text,
    add column fee_cents integer,
    add column fee_check_at timestamptz,
    add column fee_checks smallint not null default 0;
  alter table operations alter column fee_check_at set default now() + interval '1 minute';
  create index operations_fee_due on operations (fee_check_at) where fee_check_at is not null;
  create index operations_of_movement on operations (movement_id, kind) where movement_id is not null;
`

const naming = `
  create function add_operation(request text, moved timestamptz, what text, cents integer, movement text) returns void
  language sql as $$
    insert into operations (merchant_id, mode, moved_at, kind, request_id, amount_cents, movement_id)
    select merchant_id, mode, moved, what, id, cents, movement from payment_requests where id = request
  $$;
`

const refunding = `
  create or replace function add_refund_operation() returns trigger language plpgsql as $$
  declare was boolean := tg_op = 'UPDATE' and coalesce(old.status = 'succeeded', false);
  begin
    if new.status = 'succeeded' and not was then
      perform add_operation(new.request_id,
        case when new.is_from_gateway then new.created_at else new.updated_at end, 'refunded', -new.amount_cents, new.id);
    elsif new.status <> 'succeeded' and was then
      perform add_operation(new.request_id, new.updated_at, 'refund_returned', new.amount_cents, new.id);
    end if;
    return null;
  end $$;
`

const disputing = `
  create or replace function add_dispute_operation() returns trigger language plpgsql as $$
  declare was integer := 0; held integer := held_cents(new); since timestamptz := new.updated_at;
  begin
    if tg_op = 'UPDATE' then
      was := held_cents(old);
    else
      since := new.created_at;
      if new.takes_money and new.status = 'won' then
        perform add_operation(new.request_id, since, 'disputed', -new.amount_cents, new.id);
        perform add_operation(new.request_id, new.updated_at, 'dispute_returned', new.amount_cents, new.id);
      end if;
    end if;
    if was = held then return null; end if;
    if was > 0 then perform add_operation(new.request_id, since, 'dispute_returned', was, new.id); end if;
    if held > 0 then perform add_operation(new.request_id, since, 'disputed', -held, new.id); end if;
    return null;
  end $$;
  drop function add_operation(text, timestamptz, text, integer);
`

// Fees stand in the sums by day as kinds of their own: `requests` is how many movements have a fee that is known.
const adding = `
  create function tally_fee() returns trigger language plpgsql as $$
  begin
    insert into request_tally_changes values
      (new.merchant_id, new.mode, new.kind || '_fee', (new.moved_at at time zone 'Europe/Paris')::date, 1, new.fee_cents);
    return null;
  end $$;
  create trigger operations_priced after update of fee_cents on operations for each row
    when (old.fee_cents is null and new.fee_cents is not null) execute function tally_fee();
`
