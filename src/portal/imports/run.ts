/** Sends an import, some lines at a time and each line at most once, even if the process is stopped in between. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { findToday } from '../../db/clock.ts'
import type { RowProblem } from '../../db/import-tables.ts'
import { addJob } from '../../db/jobs.ts'
import type { Database } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import type { RequestAuthor } from '../../domain/author.ts'
import { NotFound, TooMany } from '../../domain/errors.ts'
import type { Gateways } from '../../domain/gateway.ts'
import { limits, limitsOfFiles } from '../../domain/limits.ts'
import { findSuppression } from '../../messages/report-store.ts'
import { createRequest } from '../../requests/create.ts'
import {
  findOverdueImports,
  findRunning,
  finishImport,
  isWaiting,
  listWaitingRows,
  postponeImport,
  refuseRow,
  type WaitingRow,
} from './run-store.ts'

/** A small batch, so that other jobs run between two batches. */
const batch = 25

/**
 * The job that creates the requests of the next lines. Each line has an idempotency key of its own, so it creates one
 * request even if it is tried twice. When a limit of the merchant is reached, the other lines wait until there is
 * room. When only the customer cannot be written to, this line alone is refused. After each line it rests for as long as
 * the line took, because the pay page may run on the same cores.
 */
export async function runImport(
  deps: Pick<Deps, 'db'> & { gateways: Gateways },
  importId: string,
): Promise<void> {
  const { db, gateways } = deps
  const running = await findRunning(db, importId)
  if (!running) return
  const { merchant_id: merchantId, mode } = running
  // Without a key, nobody could pay these requests.
  if (!(await gateways.forRequest({ merchantId, mode }))) return finishImport(db, importId, 'stopped')
  const rows = await listWaitingRows(db, merchantId, importId, batch)
  if (rows.length === 0) return finishImport(db, importId, 'done')
  const author = { id: merchantId, userId: running.created_by, mode }
  const today = await findToday(db)
  for (const row of rows) {
    // The import was stopped meanwhile, or the customer erased.
    if (!(await isWaiting(db, importId, row.line))) continue
    const start = performance.now()
    const outcome = await sendRow(db, author, row, today)
    if (outcome === 'closed') return finishImport(db, importId, 'stopped')
    if (typeof outcome === 'number') return goOn(db, importId, outcome)
    if (outcome) await refuseRow(db, importId, row.line, outcome)
    await pause(performance.now() - start)
  }
  await goOn(db, importId, 0)
}

const ofRecipient: string[] = [limits.messages.name, limits.mailbox.name]

/**
 * Why the line was refused, or the seconds to wait for the merchant's limit. Undefined when the request was created.
 */
async function sendRow(
  db: Kysely<Database>,
  author: RequestAuthor,
  { ask, idempotency_key: idempotencyKey }: WaitingRow,
  today: string,
): Promise<RowProblem | 'closed' | number | undefined> {
  if (ask.expiresOn < today) return 'outdated'
  if (await findSuppression(db, author.id, ask.recipient)) return 'suppressed'
  try {
    await createRequest(db, author, { ...ask, idempotencyKey }, { most: limitsOfFiles, isInBulk: true })
  } catch (error) {
    if (error instanceof NotFound) return 'closed'
    if (!(error instanceof TooMany)) throw error
    return ofRecipient.includes(error.limit) ? 'too_many' : error.retryAfterSeconds
  }
  return undefined
}

async function goOn(db: Kysely<Database>, importId: string, afterSeconds: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (!(await postponeImport(trx, importId, afterSeconds))) return
    await addJob(trx, 'run_import', { importId }, { afterSeconds, key: jobKey(importId) })
  })
}

/** After a crash: an import that still has lines to send gets its job again. */
export async function recoverImports(db: Kysely<Database>): Promise<void> {
  for (const { id } of await findOverdueImports(db))
    await addJob(db, 'run_import', { importId: id }, { key: jobKey(id) })
}

/** The key that allows one job at a time for an import. */
export const jobKey = (importId: string) => `import ${importId}`
