import { sql } from 'kysely'
import type { AccountLetter } from '../domain/account-letter.ts'
import type { Channel } from '../domain/words.ts'
import type { Db } from './connect.ts'

/** Every background job with its payload. `src/jobs.ts` says what each does. */
export interface Jobs {
  deliver_email: { messageId: string }
  deliver_sms: { messageId: string }
  reconcile_message: { messageId: string; tries: number }
  reconcile_attempt: { attemptId: string }
  run_import: { importId: string }
  cancel_closed: { merchantId: string; userId: string }
  send_account_letter: AccountLetter & { tries?: number }
}

/**
 * Adds a job in the transaction of the change it follows: it runs after the commit, or never. At most one job exists
 * for a `key`.
 */
export async function addJob<Name extends keyof Jobs>(
  trx: Db,
  name: Name,
  payload: Jobs[Name],
  { afterSeconds = 0, key, tries }: { afterSeconds?: number; key?: string; tries?: number } = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(
    ${name}::text, ${JSON.stringify(payload)}::json, run_at => now() + make_interval(secs => ${afterSeconds}),
    job_key => ${key ?? null}::text, max_attempts => ${tries ?? null}::integer)`.execute(trx)
}

/** The job that delivers a message of this channel. Each provider has its own, so that one cannot delay the other. */
export const deliveryOf = { email: 'deliver_email', sms: 'deliver_sms' } as const satisfies Record<
  Channel,
  keyof Jobs
>

/**
 * Frees jobs whose worker died: graphile-worker itself waits for four hours. No job of ours takes five minutes, except
 * those of every minute, which are not tried twice. A job that is run twice at once does no harm: each claims what it
 * changes.
 */
export async function freeLostJobs(db: Db): Promise<void> {
  await sql`update graphile_worker._private_jobs
    set locked_at = null, locked_by = null, run_at = greatest(run_at, now())
    where locked_at < now() - interval '5 minutes'`.execute(db)
}

/** Deletes jobs that failed for good a week ago: some payloads hold an address, and errors hold a provider's words. */
export async function forgetFailedJobs(db: Db): Promise<void> {
  await sql`select from graphile_worker.complete_jobs(array(
    select id from graphile_worker.jobs
    where attempts >= max_attempts and updated_at < now() - interval '7 days'))`.execute(db)
}
