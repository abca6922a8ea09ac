/** SQL of running imports: which lines are left to send, and when. */
import { sql } from 'kysely'
import type { Db, Trx } from '../../db/connect.ts'
import type { RowAsk, RowProblem } from '../../db/import-tables.ts'

/** How many days lines are kept after the import has ended, or after the upload if nobody sends it. */
export const daysRemembered = 7

/** Undefined when the import is not running. */
export function findRunning(db: Db, id: string) {
  return db
    .selectFrom('imports')
    .select(['id', 'merchant_id', 'mode', 'created_by'])
    .where('id', '=', id)
    .where('status', '=', 'running')
    .executeTakeFirst()
}

export interface WaitingRow {
  line: number
  ask: RowAsk
  idempotency_key: string
}

/** Lines that were neither sent nor refused yet. */
export async function listWaitingRows(
  db: Db,
  merchantId: string,
  id: string,
  most: number,
): Promise<WaitingRow[]> {
  const rows = await db
    .selectFrom('import_rows as w')
    .select(['w.line', 'w.ask', 'w.idempotency_key'])
    .where('w.import_id', '=', id)
    .where('w.problem', 'is', null)
    // The customer of a line without `ask` was erased meanwhile.
    .where('w.ask', 'is not', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('payment_requests as r')
            .select('r.id')
            .where('r.merchant_id', '=', merchantId)
            .whereRef('r.idempotency_key', '=', 'w.idempotency_key'),
        ),
      ),
    )
    .orderBy('w.line')
    .limit(most)
    .execute()
  return rows as WaitingRow[]
}

/** Whether this line is still to be sent. */
export async function isWaiting(db: Db, importId: string, line: number): Promise<boolean> {
  const waiting = await db
    .selectFrom('import_rows as w')
    .innerJoin('imports as i', 'i.id', 'w.import_id')
    .select('w.line')
    .where('w.import_id', '=', importId)
    .where('w.line', '=', line)
    .where('w.ask', 'is not', null)
    .where('i.status', '=', 'running')
    .executeTakeFirst()
  return waiting !== undefined
}

/** Refuses the line, unless it has become a request meanwhile. */
export async function refuseRow(db: Db, importId: string, line: number, problem: RowProblem): Promise<void> {
  await db
    .updateTable('import_rows')
    .set({ problem })
    .where('import_id', '=', importId)
    .where('line', '=', line)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('payment_requests as r')
            .innerJoin('imports as i', 'i.merchant_id', 'r.merchant_id')
            .select('r.id')
            .where('i.id', '=', importId)
            .whereRef('r.idempotency_key', '=', 'import_rows.idempotency_key'),
        ),
      ),
    )
    .execute()
}

/** Undefined when the import is not running any more. */
export function postponeImport(trx: Trx, id: string, seconds: number) {
  return trx
    .updateTable('imports')
    .set({ resumes_at: sql<Date>`now() + make_interval(secs => ${seconds})` })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .returning('id')
    .executeTakeFirst()
}

export async function finishImport(db: Db, id: string, how: 'done' | 'stopped'): Promise<void> {
  await endImport(db, id, how).execute()
}

/** The query that ends a running import. It changes nothing when the import is not running. */
export function endImport(db: Db, id: string, status: 'done' | 'stopped') {
  return db
    .updateTable('imports')
    .set({ status, resumes_at: null, ended_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .returning('id')
}

/** Imports whose job was lost with its process: their next lines were due two minutes ago. */
export function findOverdueImports(db: Db) {
  return db
    .selectFrom('imports')
    .select('id')
    .where('status', '=', 'running')
    .where('resumes_at', '<', sql<Date>`now() - interval '2 minutes'`)
    .execute()
}

/** Keeps the outcome of each line, and deletes its address and content, which its request also holds. */
export async function forgetOldImports(db: Db): Promise<void> {
  const then = sql<Date>`now() - make_interval(days => ${daysRemembered})`
  await db.deleteFrom('imports').where('status', '=', 'checked').where('created_at', '<', then).execute()
  await db
    .updateTable('import_rows')
    .from('imports as i')
    .set({ ask: null })
    .whereRef('i.id', '=', 'import_rows.import_id')
    .where('i.ended_at', '<', then)
    .where('import_rows.ask', 'is not', null)
    .execute()
}
