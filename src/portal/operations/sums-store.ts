/** SQL of the sums above the operations, from the sums by day. */
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { type OperationFilter, type OperationKind, operationKinds } from '../../domain/operation.ts'
import type { Mode } from '../../domain/words.ts'

/** Integer cents of one kind. */
export interface Sum {
  kind: OperationKind
  operations: number
  cents: number
  /** How many of them have a fee that is known, and what these are together. */
  priced: number
  fees: number
}

/** What each kind of operation has moved in the period, in no order. */
export async function sumOperations(
  db: Db,
  merchantId: string,
  mode: Mode,
  { from, to, kind }: OperationFilter,
): Promise<Sum[]> {
  const kinds = kind ? [kind] : [...operationKinds]
  const { rows } = await sql<Sum>`
    select * from (
      select replace(status, '_fee', '') as kind,
        coalesce(sum(requests) filter (where not is_fee), 0)::integer as operations,
        coalesce(sum(cents) filter (where not is_fee), 0)::float8 as cents,
        coalesce(sum(requests) filter (where is_fee), 0)::integer as priced,
        coalesce(sum(cents) filter (where is_fee), 0)::float8 as fees
      from (
        select * from request_tallies union all select * from request_tally_changes
      ) tallied cross join lateral (select right(status, 4) = '_fee' as is_fee) named
      where merchant_id = ${merchantId} and mode = ${mode}
        and status = any(${[...kinds, ...kinds.map((one) => `${one}_fee`)]})
        and day between coalesce(${from ?? null}::date, '-infinity') and coalesce(${to ?? null}::date, 'infinity')
      group by 1) summed
    where operations <> 0`.execute(db)
  return rows
}
