/** SQL of imports for the portal: files of requests, and their lines. */
import { sql } from 'kysely'
import type { Db, Trx } from '../../db/connect.ts'
import type { Database } from '../../db/schema.ts'
import { newId } from '../../domain/ids.ts'
import type { Mode } from '../../domain/words.ts'
import type { Line } from './line.ts'
import { endImport } from './run-store.ts'

type NewImport = Pick<
  Database['imports'],
  'mode' | 'created_by' | 'file_name' | 'file_hash' | 'row_count' | 'text_count' | 'segment_count'
> & { total_cents: number; reading: string }

/** Stores a checked file with its lines. Returns the import's id. */
export async function insertImport(trx: Trx, merchantId: string, file: NewImport, lines: Line[]) {
  const { id } = await trx
    .insertInto('imports')
    .values({ ...file, id: newId('imp'), merchant_id: merchantId })
    .returning('id')
    .executeTakeFirstOrThrow()
  const rows = lines.map(({ line, ask }) => ({ import_id: id, line, ask: JSON.stringify(ask) }))
  await trx.insertInto('import_rows').values(rows).execute()
  return { id }
}

export type Import = NonNullable<Awaited<ReturnType<typeof findImport>>>

/** The import, with how many lines have become requests and how many were refused. */
export function findImport(db: Db, merchantId: string, id: string) {
  return selectImports(db, merchantId)
    .select((eb) => [
      eb
        .selectFrom('import_rows as w')
        .innerJoin('payment_requests as r', (join) =>
          join.onRef('r.idempotency_key', '=', 'w.idempotency_key').on('r.merchant_id', '=', merchantId),
        )
        .select(sql<number>`count(*)::integer`.as('count'))
        .whereRef('w.import_id', '=', 'i.id')
        .$asScalar()
        .$notNull()
        .as('created_count'),
      eb
        .selectFrom('import_rows as w')
        .select(sql<number>`count(*)::integer`.as('count'))
        .whereRef('w.import_id', '=', 'i.id')
        .where('w.problem', 'is not', null)
        .$asScalar()
        .$notNull()
        .as('refused_count'),
      sql<boolean>`i.resumes_at > now()`.as('is_waiting'),
    ])
    .where('i.id', '=', id)
    .executeTakeFirst()
}

export function listImports(db: Db, merchantId: string, mode: Mode) {
  return selectImports(db, merchantId)
    .where('i.mode', '=', mode)
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(50)
    .execute()
}

function selectImports(db: Db, merchantId: string) {
  return db
    .selectFrom('imports as i')
    .select(['i.id', 'i.mode', 'i.file_name', 'i.file_hash', 'i.row_count', 'i.total_cents', 'i.text_count'])
    .select(['i.segment_count', 'i.reading', 'i.status', 'i.resumes_at', 'i.created_at', 'i.ended_at'])
    .where('i.merchant_id', '=', merchantId)
}

/** The last import of the same file. */
export function findTwin(db: Db, merchantId: string, { id, mode, file_hash }: Import) {
  return selectImports(db, merchantId)
    .where('i.mode', '=', mode)
    .where('i.file_hash', '=', file_hash)
    .where('i.id', '<>', id)
    .where('i.status', '<>', 'checked')
    .orderBy('i.created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export function listFirstRows(db: Db, merchantId: string, id: string, most: number) {
  return selectRows(db, merchantId, id).limit(most).execute()
}

export function listRefusedRows(db: Db, merchantId: string, id: string, most: number) {
  return selectRows(db, merchantId, id).where('w.problem', 'is not', null).limit(most).execute()
}

function selectRows(db: Db, merchantId: string, id: string) {
  return db
    .selectFrom('import_rows as w')
    .innerJoin('imports as i', 'i.id', 'w.import_id')
    .select(['w.line', 'w.ask', 'w.problem'])
    .where('i.merchant_id', '=', merchantId)
    .where('i.id', '=', id)
    .orderBy('w.line')
}

/** Lines that ask the same customer for the same thing, in groups, in the order of the file. */
export async function listTwinLines(db: Db, merchantId: string, id: string, most: number) {
  const rows = await db
    .selectFrom('import_rows as w')
    .innerJoin('imports as i', 'i.id', 'w.import_id')
    .select(sql<number[]>`array_agg(w.line order by w.line)`.as('lines'))
    .where('i.merchant_id', '=', merchantId)
    .where('i.id', '=', id)
    .where('w.ask', 'is not', null)
    .groupBy(
      sql`lower(w.ask ->> 'recipient'), w.ask -> 'amountCents', w.ask -> 'description', w.ask -> 'reference'`,
    )
    .having(sql<boolean>`count(*) > 1`)
    .orderBy(sql`min(w.line)`)
    .limit(most)
    .execute()
  return rows.map(({ lines }) => lines)
}

/** Undefined when the import was started before, or was stopped. */
export function startImport(trx: Trx, merchantId: string, id: string) {
  return trx
    .updateTable('imports')
    .set({ status: 'running', resumes_at: sql<Date>`now()` })
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .where('status', '=', 'checked')
    .returning('id')
    .executeTakeFirst()
}

/** Undefined when the import is not running. */
export function stopImport(db: Db, merchantId: string, id: string) {
  return endImport(db, id, 'stopped').where('merchant_id', '=', merchantId).executeTakeFirst()
}
