/**
 * The background work: what each job does, and what runs every minute. Each line of work waits for one kind of
 * provider and has its own workers, so that a provider that does not answer delays no other work.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { accountLetters } from './account-letters.ts'
import { forgetOldEmailChanges } from './accounts/email/email-change-store.ts'
import { sendAccountLetter } from './accounts/letters/letters.ts'
import { forgetEndedSessions } from './accounts/sessions/session-store.ts'
import { forgetOldSignUps } from './accounts/sign-up/sign-up-store.ts'
import { forgetOldInvitations } from './accounts/team/invitation-store.ts'
import { eraseOldCustomers } from './customers/erase.ts'
import { findNow } from './db/clock.ts'
import { createPool } from './db/connect.ts'
import { forgetFailedJobs, freeLostJobs, type Jobs } from './db/jobs.ts'
import type { Deps } from './deps.ts'
import { forgetOldCounts } from './limits/store.ts'
import { deliverMessage } from './messages/deliver.ts'
import { reconcileMessage, recoverMessages } from './messages/reconcile.ts'
import { queueReminders } from './messages/remind.ts'
import { forgetOldReports } from './messages/report-store.ts'
import { findFees } from './payments/find-fees.ts'
import { lookAtGateways } from './payments/look.ts'
import { closeOverdueAttempts, reconcileAttempt } from './payments/reconcile-attempt.ts'
import { reconcileOpenRefunds } from './payments/reconcile-refund.ts'
import { cancelClosed } from './portal/closing/close.ts'
import { recoverImports, runImport } from './portal/imports/run.ts'
import { forgetOldImports } from './portal/imports/run-store.ts'
import { retryRefusedKeys } from './providers/keys/refusals.ts'
import { expireRequests } from './requests/expire.ts'
import { relistRequests } from './requests/relist-store.ts'
import { foldTallies } from './requests/tally-store.ts'
import { startWhenReleased } from './restore/hold.ts'
import { holdIfRestored } from './restore/store.ts'
import { type Log, startRunner } from './runner.ts'

type Work = { [Name in keyof Jobs]: (payload: Jobs[Name]) => Promise<void> }

/** Runs jobs until it is stopped, on connections of its own. Survives any absence of the database. */
export async function startJobs(deps: Deps, log: Log): Promise<{ stop(): Promise<void> }> {
  const pool = createPool(deps.databaseDirectUrl, { name: 'acquit jobs', max: 12 })
  const runners: Awaited<ReturnType<typeof startRunner>>[] = []
  const start = async (...lines: Parameters<typeof startRunner>[1][]) => {
    for (const line of lines) runners.push(await startRunner(pool, line, log))
  }
  const startOutgoing = () => start(emailLine(deps), smsLine(deps))
  const stopping = new AbortController()
  let held: Promise<void> | undefined
  const stop = async () => {
    stopping.abort()
    await held
    await Promise.all(runners.map((runner) => runner.stop()))
    // A job that was released may still hold a connection, which ends with the process.
    await Promise.race([pool.end(), pause(1_000, undefined, { ref: false })])
  }
  try {
    await start(gatewayLine(deps, log), ownLine(deps, log))
    if (await holdIfRestored(deps.db)) held = startWhenReleased(deps.db, log, stopping.signal, startOutgoing)
    else await startOutgoing()
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}

function gatewayLine({ db, gateways }: Deps, log: Log) {
  const report = (err: unknown, id: string) => log.error({ err, id }, 'the gateway could not be asked')
  return {
    atOnce: 8,
    tasks: {
      reconcile_attempt: ({ attemptId }) => reconcileAttempt(db, gateways, attemptId),
    } satisfies Partial<Work>,
    everyMinute: {
      close_attempts: () => closeOverdueAttempts(db, gateways, report),
      check_refunds: () => reconcileOpenRefunds(db, gateways, report),
      look_at_gateways: () => lookAtGateways(db, gateways, report),
      find_fees: () => findFees(db, gateways, report),
      retry_keys: () => retryRefusedKeys(db, gateways, report),
    },
  }
}

function emailLine(deps: Deps) {
  const deliver: Work['deliver_email'] = ({ messageId }) => deliverMessage(deps, messageId)
  return {
    atOnce: 8,
    tasks: {
      deliver_email: deliver,
      // Jobs that were queued before SMS had their own.
      deliver_message: deliver,
      reconcile_message: ({ messageId, tries }) => reconcileMessage(deps, messageId, tries),
      send_account_letter: (letter) => sendAccountLetter(deps, accountLetters, letter),
    } satisfies Partial<Work> & { deliver_message: typeof deliver },
  }
}

function smsLine(deps: Deps) {
  return {
    atOnce: 4,
    tasks: {
      deliver_sms: ({ messageId }) => deliverMessage(deps, messageId),
    } satisfies Partial<Work>,
  }
}

function ownLine(deps: Deps, log: Log) {
  return {
    atOnce: 4,
    tasks: {
      run_import: ({ importId }) => runImport(deps, importId),
      cancel_closed: (closed) => cancelClosed(deps.db, closed),
    } satisfies Partial<Work>,
    everyMinute: { sweep: () => sweep(deps, log) },
  }
}

/** Each step fails alone: one that cannot be done must not keep the others from being done. */
async function sweep({ config, db }: Deps, log: Log): Promise<void> {
  const steps = {
    freeLostJobs,
    expireRequests,
    recoverMessages,
    recoverImports,
    queueReminders: async () => queueReminders(db, await findNow(db), config.smsCountries),
    foldTallies,
    forgetOldCounts,
    forgetOldReports,
    forgetOldImports,
    eraseOldCustomers: () => eraseOldCustomers(db, config.retentionMonths),
    forgetEndedSessions,
    forgetOldEmailChanges,
    forgetOldSignUps,
    forgetOldInvitations,
    forgetFailedJobs,
    relistRequests,
  }
  for (const [step, work] of Object.entries(steps))
    await work(db).catch((err: unknown) => log.error({ err, step }, 'a step of the sweep failed'))
}
