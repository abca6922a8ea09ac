import { type Kysely, sql } from 'kysely'

/**
 * An inquiry may become a dispute and be won before we hear of either: the money left and came back, and the gateway
 * keeps its fee. Both movements are written, as for a dispute that we first hear of when it is won.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(disputing).execute(db)
}

const disputing = `
  create or replace function add_dispute_operation() returns trigger language plpgsql as $$
  declare
    was integer := case when tg_op = 'UPDATE' then held_cents(old) else 0 end;
    held integer := held_cents(new);
    since timestamptz := case when tg_op = 'UPDATE' then new.updated_at else new.created_at end;
  begin
    if new.status = 'won' and new.takes_money and (tg_op = 'INSERT' or not old.takes_money) then
      perform add_operation(new.request_id, since, 'disputed', -new.amount_cents, new.id);
      perform add_operation(new.request_id, new.updated_at, 'dispute_returned', new.amount_cents, new.id);
    end if;
    if was = held then return null; end if;
    if was > 0 then perform add_operation(new.request_id, since, 'dispute_returned', was, new.id); end if;
    if held > 0 then perform add_operation(new.request_id, since, 'disputed', -held, new.id); end if;
    return null;
  end $$;
`
