/** The background work: what each job does, and what runs every minute. */
import { setTimeout as pause } from 'node:timers/promises'
import { Logger, parseCronItems, type RunnerOptions, run, type TaskList } from 'graphile-worker'
import { accountLetters } from './account-letters.ts'
import { forgetOldEmailChanges } from './accounts/email/email-change-store.ts'
import { sendAccountLetter } from './accounts/letters/letters.ts'
import { forgetEndedSessions } from './accounts/sessions/session-store.ts'
import { forgetOldSignUps } from './accounts/sign-up/sign-up-store.ts'
import { forgetOldInvitations } from './accounts/team/invitation-store.ts'
import { eraseOldCustomers } from './customers/erase.ts'
import { findNow } from './db/clock.ts'
import { createPool } from './db/connect.ts'
import { forgetFailedJobs, type Jobs } from './db/jobs.ts'
import type { Deps } from './deps.ts'
import { forgetOldCounts } from './limits/store.ts'
import { deliverMessage } from './messages/deliver.ts'
import { reconcileMessage, recoverMessages } from './messages/reconcile.ts'
import { queueReminders } from './messages/remind.ts'
import { forgetOldReports } from './messages/report-store.ts'
import { lookAtGateways } from './payments/look.ts'
import { closeOverdueAttempts, reconcileAttempt } from './payments/reconcile-attempt.ts'
import { reconcileOpenRefunds } from './payments/reconcile-refund.ts'
import { recoverImports, runImport } from './portal/imports/run.ts'
import { forgetOldImports } from './portal/imports/run-store.ts'
import { retryRefusedKeys } from './providers/keys/refusals.ts'
import { expireRequests } from './requests/expire.ts'
import { foldTallies } from './requests/tally-store.ts'

export interface Log {
  error(values: object, text: string): void
}

/** Separate tasks, so that a gateway that does not answer delays neither messages nor expiry. */
const everyMinute = ['close_attempts', 'check_refunds', 'look_at_gateways', 'retry_keys', 'sweep'] as const

type Tasks = { [Name in keyof Jobs]: (payload: Jobs[Name]) => Promise<void> } & Record<
  (typeof everyMinute)[number],
  () => Promise<void>
>

function tasks(deps: Deps, log: Log): Tasks {
  const { config, db, gateways } = deps
  const report = (err: unknown, id: string) => log.error({ err, id }, 'the gateway could not be asked')
  return {
    deliver_message: ({ messageId }) => deliverMessage(deps, messageId),
    reconcile_message: ({ messageId, tries }) => reconcileMessage(deps, messageId, tries),
    send_account_letter: (letter) => sendAccountLetter(deps, accountLetters, letter),
    run_import: ({ importId }) => runImport(deps, importId),
    reconcile_attempt: ({ attemptId }) => reconcileAttempt(db, gateways, attemptId),
    close_attempts: oneAtATime(() => closeOverdueAttempts(db, gateways, report)),
    check_refunds: oneAtATime(() => reconcileOpenRefunds(db, gateways, report)),
    look_at_gateways: oneAtATime(() => lookAtGateways(db, gateways, report)),
    retry_keys: oneAtATime(() => retryRefusedKeys(db, gateways, report)),
    sweep: oneAtATime(async () => {
      await expireRequests(db)
      await recoverMessages(db)
      await recoverImports(db)
      await queueReminders(db, await findNow(db), config.smsCountries)
      await foldTallies(db)
      await forgetOldCounts(db)
      await forgetOldReports(db)
      await forgetOldImports(db)
      await eraseOldCustomers(db, config.retentionMonths)
      await forgetEndedSessions(db)
      await forgetOldEmailChanges(db)
      await forgetOldSignUps(db)
      await forgetOldInvitations(db)
      await forgetFailedJobs(db)
    }),
  }
}

/** Work that takes longer than a minute must not start again while it runs. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let isBusy = false
  return async () => {
    if (isBusy) return
    isBusy = true
    try {
      await work()
    } finally {
      isBusy = false
    }
  }
}

/** Runs jobs until it is stopped, on connections of its own. Survives any absence of the database. */
export async function startJobs(deps: Deps, log: Log): Promise<{ stop(): Promise<void> }> {
  const pool = createPool(deps.databaseUrl, { name: 'acquit jobs', max: 6 })
  const options: RunnerOptions = {
    pgPool: pool,
    taskList: tasks(deps, log) as unknown as TaskList,
    parsedCronItems: parseCronItems(
      everyMinute.map((task) => ({ task, match: '* * * * *', options: { maxAttempts: 1 } })),
    ),
    concurrency: 4,
    pollInterval: 1000,
    noHandleSignals: true,
    // With a delay, nobody would await the end of a job, and losing the database at that moment would end the
    // process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger(() => (level, _message, meta) => {
      if (level === 'error') log.error({ err: meta?.error, job: jobName(meta) }, 'a job failed')
    }),
  }
  let isStopping = false
  let runner = await run(options)
  const kept = keepRunning()
  return {
    stop: async () => {
      isStopping = true
      await runner.stop().catch(() => {})
      await kept
      await pool.end()
    },
  }

  /** A runner that loses its database ends. The next one starts when the database is back. */
  async function keepRunning(): Promise<void> {
    while (!isStopping) {
      await runner.promise.catch((err: unknown) => log.error({ err }, 'jobs were cut off'))
      if (isStopping) return
      await pause(1000)
      try {
        runner = await run(options)
      } catch (err) {
        log.error({ err }, 'jobs cannot start')
      }
    }
  }
}

function jobName(meta: Record<string, unknown> | undefined): unknown {
  return (meta?.job as { task_identifier?: string } | undefined)?.task_identifier
}
