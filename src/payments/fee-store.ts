/** SQL of the gateways' fees: which movements of money are to be asked about, and what was learnt. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { Charge } from '../domain/gateway.ts'
import type { OperationKind } from '../domain/operation.ts'
import type { Mode } from '../domain/words.ts'

export interface Unpriced {
  merchant_id: string
  mode: Mode
  /** As PostgreSQL writes it: to the microsecond, which a Date cannot hold. */
  moved_at: string
  id: string
  kind: OperationKind
  amount_cents: number
  gateway: string
  charge: Charge
  charge_ref: string | null
  /** The gateway's id of the refund or the dispute. */
  ref: string | null
  /** Whether the same refund or dispute had moved money in the same way before: the gateway may not tell them apart. */
  is_repeated: boolean
}

/** After the first time, a minute after the movement. A fee that is not known after three weeks never will be. */
const minutesBetweenChecks = [10, 60, 6 * 60, 24 * 60, 3 * 24 * 60, 7 * 24 * 60, 10 * 24 * 60]

/** Claims movements whose fee is due to be asked for, each for one process, and says when to ask for them again. */
export async function claimUnpriced(db: Db, most: number): Promise<Unpriced[]> {
  const { rows } = await sql<Unpriced>`
    with claimed as (
      update operations o set
        fee_checks = fee_checks + 1,
        fee_check_at = now() + make_interval(mins => (${minutesBetweenChecks}::integer[])[fee_checks + 1])
      from (
        select merchant_id, mode, moved_at, id from operations
        where fee_check_at <= now() order by fee_check_at limit ${most} for update skip locked) due
      where (o.merchant_id, o.mode, o.moved_at, o.id) = (due.merchant_id, due.mode, due.moved_at, due.id)
      returning o.*
    )
    select o.merchant_id, o.mode, o.moved_at::text, o.id, o.kind, o.amount_cents, a.gateway, a.charge,
      a.gateway_ref as charge_ref, coalesce(f.gateway_ref, d.gateway_ref) as ref,
      exists (select from operations p where p.movement_id = o.movement_id and p.kind = o.kind and p.id < o.id)
        as is_repeated
    from claimed o
    join attempts a on a.request_id = o.request_id and a.status = 'succeeded'
    left join refunds f on f.id = o.movement_id
    left join disputes d on d.id = o.movement_id
    order by o.id`.execute(db)
  return rows
}

/** Undefined cents: the fee will not be known. */
export async function saveFee(
  db: Db,
  { merchant_id, mode, moved_at, id }: Pick<Unpriced, 'merchant_id' | 'mode' | 'moved_at' | 'id'>,
  cents: number | undefined,
): Promise<void> {
  await db
    .updateTable('operations')
    .set({ fee_cents: cents ?? null, fee_check_at: null })
    .where('merchant_id', '=', merchant_id)
    .where('mode', '=', mode)
    .where('moved_at', '=', sql<Date>`${moved_at}::timestamptz`)
    .where('id', '=', id)
    .where('fee_cents', 'is', null)
    .execute()
}
