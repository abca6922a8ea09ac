/** The background work: what each job does, and what is swept every minute. */
import { Logger, parseCronItems, type Runner, run, type TaskList } from 'graphile-worker'
import { closeOverdueAttempts, confirmAttempt } from './checkout/confirm.ts'
import { findNow } from './db/clock.ts'
import { createPool } from './db/connect.ts'
import type { Jobs } from './db/jobs.ts'
import type { Deps } from './deps.ts'
import { forgetOldCounts } from './limits/store.ts'
import { forgetOldReports } from './messages/report-store.ts'
import { deliverMessage } from './messages/deliver.ts'
import { reconcileMessage, recoverMessages } from './messages/reconcile.ts'
import { queueReminders } from './messages/remind.ts'
import { checkOpenRefunds } from './refunds/confirm.ts'
import { expireRequests } from './requests/expire.ts'

export interface Log {
  error(values: object, text: string): void
}

type Tasks = { [Name in keyof Jobs]: (payload: Jobs[Name]) => Promise<void> } & { sweep: () => Promise<void> }

function tasks(deps: Deps, log: Log): Tasks {
  const { db, gateways } = deps
  return {
    deliver_message: ({ messageId }) => deliverMessage(deps, messageId),
    reconcile_message: ({ messageId, tries }) => reconcileMessage(deps, messageId, tries),
    confirm_attempt: ({ attemptId }) => confirmAttempt(db, gateways, attemptId),
    sweep: async () => {
      await closeOverdueAttempts(db, gateways, (err, attemptId) =>
        log.error({ err, attemptId }, 'the gateway could not be asked'),
      )
      await checkOpenRefunds(db, gateways, (err, refundId) =>
        log.error({ err, refundId }, 'the gateway could not be asked'),
      )
      await expireRequests(db)
      await recoverMessages(db)
      await queueReminders(db, await findNow(db))
      await forgetOldCounts(db)
      await forgetOldReports(db)
    },
  }
}

/** Runs jobs until stopped, on connections of its own. */
export async function startJobs(deps: Deps, log: Log): Promise<{ stop(): Promise<void> }> {
  const pool = createPool(deps.databaseUrl, { name: 'acquit jobs', max: 6 })
  const runner: Runner = await run({
    pgPool: pool,
    taskList: tasks(deps, log) as unknown as TaskList,
    parsedCronItems: parseCronItems([{ task: 'sweep', match: '* * * * *' }]),
    concurrency: 4,
    pollInterval: 1000,
    noHandleSignals: true,
    logger: new Logger(() => (level, message, meta) => {
      if (level === 'error') log.error({ meta }, message)
    }),
  })
  return {
    stop: async () => {
      await runner.stop()
      await pool.end()
    },
  }
}
