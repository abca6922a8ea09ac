import { sql } from 'kysely'
import type { AccountLetter } from '../domain/account-letter.ts'
import type { Db } from './connect.ts'

/** Every background job and what it takes. `src/jobs.ts` says what each does. */
export interface Jobs {
  deliver_message: { messageId: string }
  reconcile_message: { messageId: string; tries: number }
  reconcile_attempt: { attemptId: string }
  run_import: { importId: string }
  send_account_letter: AccountLetter
}

/** Added in the transaction of the change it follows, a job runs after that commits, or never. Under a `key` there is one. */
export async function addJob<Name extends keyof Jobs>(
  trx: Db,
  name: Name,
  payload: Jobs[Name],
  { afterSeconds = 0, key, tries }: { afterSeconds?: number; key?: string; tries?: number } = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(
    ${name}::text, ${JSON.stringify(payload)}::json, run_at => now() + make_interval(secs => ${afterSeconds}), job_key => ${key ?? null}::text,
    max_attempts => ${tries ?? null}::integer)`.execute(trx)
}

/** Those that failed for good: some name an address, and say in a provider's words what went wrong. */
export async function forgetFailedJobs(db: Db): Promise<void> {
  await sql`select from graphile_worker.complete_jobs(array(
    select id from graphile_worker.jobs
    where attempts >= max_attempts and updated_at < now() - interval '7 days'))`.execute(db)
}
