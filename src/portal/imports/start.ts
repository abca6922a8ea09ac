import type { Kysely } from 'kysely'
import { addJob } from '../../db/jobs.ts'
import type { Database } from '../../db/schema.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import { jobKey } from './run.ts'
import { startImport } from './store.ts'

/**
 * Starts to send a checked import, in the mode in which it was uploaded. Starts it once, however often the button is
 * pressed.
 */
export async function sendImport(db: Kysely<Database>, merchant: SignedIn, id: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (!(await startImport(trx, merchant.id, id))) return
    await addJob(trx, 'run_import', { importId: id }, { key: jobKey(id) })
  })
}
