/**
 * SQL of exports. PostgreSQL writes the lines of the file: making objects of a million rows here would use much
 * memory and keep other requests waiting.
 */
import { type Expression, sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import type { ListFilter } from '../../domain/list-filter.ts'
import type { Label } from '../../domain/request-lifecycle.ts'
import type { Mode } from '../../domain/words.ts'
import { currentLabel } from '../../requests/filter-store.ts'
import type { Cursor } from '../../requests/find-store.ts'
import { onPage } from '../../requests/list-store.ts'
import { refundedCents, type WithRequest } from '../../requests/store.ts'
import { formula } from './csv.ts'
import type { Lines } from './export.ts'

export interface Words {
  statuses: Record<Label, string>
  /** The URL of a link without its token. */
  linkStart: string
  /** Written instead of the address of an erased customer. */
  erased: string
}

/** One page of the list. */
export async function writeLines(
  db: Db,
  merchantId: string,
  mode: Mode,
  filter: ListFilter,
  after: Cursor | undefined,
  size: number,
  words: Words,
): Promise<Lines> {
  const requests = db
    .selectFrom('payment_requests as r')
    .select(['r.id', 'r.created_at'])
    .select((eb) => sql<string>`concat_ws(';', ${sql.join(cellsOf(eb, words))}) || E'\r\n'`.as('line'))
  const page = await db
    .selectFrom(onPage(requests, merchantId, mode, filter, after, size).as('page'))
    .select([
      sql<string>`coalesce(string_agg(line, '' order by created_at desc, id desc), '')`.as('lines'),
      sql<number>`count(*)::integer`.as('count'),
      sql<string>`min(at)`.as('at'),
      sql<string>`(array_agg(id order by created_at, id))[1]`.as('id'),
    ])
    .executeTakeFirstOrThrow()
  const end = page.count === size ? { at: page.at, id: page.id } : undefined
  return { lines: page.lines, end }
}

/** In the order of the catalogue's columns. */
function cellsOf(eb: WithRequest, { statuses, linkStart, erased }: Words): Expression<string>[] {
  return [
    instant(sql`r.created_at`),
    sql`${JSON.stringify(statuses)}::jsonb ->> ${currentLabel(eb)}`,
    euros(sql`r.amount_cents`),
    euros(refundedCents(eb)),
    text(sql`r.reference`),
    text(sql`r.description`),
    customer(erased),
    text(sql`(select u.name from users u where u.id = r.created_by)`),
    instant(sql`r.paid_at`),
    sql`to_char(r.expires_on, 'DD/MM/YYYY')`,
    sql`${linkStart}::text || r.token`,
    sql`r.id`,
    // New columns come last, so that existing columns keep their place in people's spreadsheets.
    euros(sql`r.disputed_cents`),
    euros(sql`r.lost_cents`),
    text(method),
  ]
}

/** `Visa •••• 4242`, or the name of another way to pay. */
const method = sql`(
  select concat_ws(' ', a.card_brand, '•••• ' || a.card_last4) from attempts a
  where a.request_id = r.id and a.status = 'succeeded')`

/** A date that French spreadsheets recognise: `31/12/2026 10:42`, in Paris. */
export const instant = (value: Expression<unknown>) =>
  sql<string>`coalesce(to_char(${value} at time zone 'Europe/Paris', 'DD/MM/YYYY HH24:MI'), '')`

/** An empty cell where the amount is not known. */
export const euros = (cents: Expression<unknown>) =>
  sql<string>`coalesce(replace(to_char(${cents} / 100.0, 'FM999999990.00'), '.', ','), '')`

/** `06 12 34 56 78` for metropolitan France; other numbers as they are kept. */
const nationalNumber = sql`regexp_replace(r.phone, '^\\+33(.)(..)(..)(..)(..)$', '0\\1 \\2 \\3 \\4 \\5')`

/** The address of `payment_requests as r`. `erased` is written instead of an erased one. */
export const customer = (erased: string) =>
  text(
    sql`case when r.erased_at is null then coalesce(search_spelling(r.email), r.email, ${nationalNumber}) else ${erased} end`,
  )

/** Does the same as `writeCsv`. PostgreSQL's texts cannot contain NUL. */
export function text(value: Expression<unknown>) {
  const disarmed = sql`regexp_replace(${value}, ${`(${formula.source.replace('\\0', '')})`}, '''\\1')`
  return sql<string>`'"' || replace(coalesce(${disarmed}, ''), '"', '""') || '"'`
}
