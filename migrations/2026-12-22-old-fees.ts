import { type Kysely, sql } from 'kysely'

/**
 * Asks for the fees of what moved before fees were asked for: the newest movement of each account at once, which also
 * shows whether its key may read fees, then one a second.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [named('refunds', 'refund'), named('disputes', 'dispute'), due]) {
    await sql.raw(statement).execute(db)
  }
}

/** Where two refunds of one payment have the same amount, nobody knows any more which line is whose. */
const named = (table: string, kind: string) => `
  update operations o set movement_id = m.id
  from (
    select request_id, amount_cents, min(id) as id from ${table} group by 1, 2 having count(*) = 1
  ) m
  where o.movement_id is null and o.kind like '%${kind}%' and m.request_id = o.request_id
    and m.amount_cents = abs(o.amount_cents)
`

const due = `
  update operations o set fee_check_at = now() + place * interval '1 second'
  from (
    select merchant_id, mode, moved_at, id,
      row_number() over (partition by merchant_id, mode order by moved_at desc, id desc) - 1 as place
    from operations
    where fee_cents is null and fee_check_at is null and fee_checks = 0
      and (kind = 'collected' or movement_id is not null)
  ) old
  where (o.merchant_id, o.mode, o.moved_at, o.id) = (old.merchant_id, old.mode, old.moved_at, old.id)
`
