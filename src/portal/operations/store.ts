/** SQL of operations: a page of them, as rows or as lines of CSV. */
import { type Expression, type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import type { OperationFilter, OperationKind } from '../../domain/operation.ts'
import type { Mode } from '../../domain/words.ts'
import { type Cursor, exactInstant, isAfter } from '../../requests/find-store.ts'
import type { Lines } from '../exports/export.ts'
import { customer, euros, instant, text } from '../exports/store.ts'

/** Newest first. */
export async function listOperations(
  db: Db,
  merchantId: string,
  mode: Mode,
  filter: OperationFilter,
  after: Cursor | undefined,
  size: number,
) {
  return onPage(db, merchantId, mode, filter, after, size)
    .select(['o.kind', 'o.moved_at', 'o.amount_cents', 'o.fee_cents', 'o.request_id'])
    .select([exactInstant('o.moved_at').as('at'), net.as('net_cents')])
    .select(['r.reference', 'r.description', 'r.channel', 'r.email', 'r.phone', 'r.erased_at'])
    .execute()
}

export interface Words {
  kinds: Record<OperationKind, string>
  /** Written instead of the address of an erased customer. */
  erased: string
}

/** The same page as lines of CSV. PostgreSQL writes them: objects of a million rows would take much memory here. */
export async function writeOperations(
  db: Db,
  merchantId: string,
  mode: Mode,
  filter: OperationFilter,
  after: Cursor | undefined,
  size: number,
  words: Words,
): Promise<Lines> {
  const written = onPage(db, merchantId, mode, filter, after, size)
    .select(['o.moved_at', exactInstant('o.moved_at').as('at')])
    .select(sql<string>`concat_ws(';', ${sql.join(cellsOf(words))}) || E'\r\n'`.as('line'))
  const page = await db
    .selectFrom(written.as('page'))
    .select([
      sql<string>`coalesce(string_agg(line, '' order by moved_at desc, id::bigint desc), '')`.as('lines'),
      sql<number>`count(*)::integer`.as('count'),
      sql<string>`(array_agg(at order by moved_at, id::bigint))[1]`.as('at'),
      sql<string>`(array_agg(id order by moved_at, id::bigint))[1]`.as('id'),
    ])
    .executeTakeFirstOrThrow()
  return { lines: page.lines, end: page.count === size ? { at: page.at, id: page.id } : undefined }
}

/** What the merchant gains after the fee. Null while the fee is not known. */
const net = sql<number | null>`(o.amount_cents - o.fee_cents)`

/** In the order of the catalogue's columns. */
function cellsOf({ kinds, erased }: Words): Expression<string>[] {
  return [
    instant(sql`o.moved_at`),
    text(sql`${JSON.stringify(kinds)}::jsonb ->> o.kind`),
    euros(sql`o.amount_cents`),
    text(sql`r.reference`),
    customer(erased),
    text(sql`r.description`),
    sql`r.id`,
    // New columns come last, so that existing columns keep their place in people's spreadsheets.
    euros(sql`o.fee_cents`),
    euros(net),
  ]
}

function onPage(
  db: Db,
  merchantId: string,
  mode: Mode,
  { from, to, kind }: OperationFilter,
  after: Cursor | undefined,
  size: number,
) {
  return db
    .selectFrom('operations as o')
    .innerJoin('payment_requests as r', 'r.id', 'o.request_id')
    .select(sql<string>`o.id::text`.as('id'))
    .where('o.merchant_id', '=', merchantId)
    .where('o.mode', '=', mode)
    .$if(kind !== undefined, (query) => query.where('o.kind', '=', kind!))
    .$if(from !== undefined, (query) => query.where('o.moved_at', '>=', startOfDay(sql`${from}::date`)))
    .$if(to !== undefined, (query) => query.where('o.moved_at', '<', startOfDay(sql`${to}::date + 1`)))
    .where(isAfter('o.moved_at', 'o.id', after))
    .orderBy('o.moved_at', 'desc')
    .orderBy('o.id', 'desc')
    .limit(size)
}

const startOfDay = (day: RawBuilder<unknown>) => sql<Date>`(${day})::timestamp at time zone 'Europe/Paris'`
