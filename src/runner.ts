/** Runs one line of work with graphile-worker, and starts again when the database has been away. */
import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import {
  Logger,
  parseCronItems,
  type RunnerOptions,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import type { Pool } from 'pg'
import { Counter } from 'prom-client'

export interface Log {
  error(values: object, text: string): void
}

interface Line {
  /** How many jobs of this line each process runs at the same time. */
  atOnce: number
  /** By name. Payloads are not validated, because we alone add jobs. */
  tasks: Record<string, (payload: never) => Promise<void>>
  everyMinute?: Record<string, () => Promise<void>>
}

const done = new Counter({
  name: 'acquit_jobs_total',
  help: 'Jobs that this process has run, by task.',
  labelNames: ['task', 'outcome'],
})

/** A job that takes longer to end while we stop is released: another worker runs it again. */
const longestJobMs = 11_000

export async function startRunner(pool: Pool, line: Line, log: Log): Promise<{ stop(): Promise<void> }> {
  const options = optionsOf(pool, line, log)
  let isStopping = false
  let runner = await run(options)
  const kept = keepRunning()
  return {
    stop: async () => {
      isStopping = true
      const stopped = runner.stop().catch(() => {})
      const isLate = pause(longestJobMs, true, { ref: false })
      if (await Promise.race([stopped, isLate])) await runner.kill().catch(() => {})
      else await kept
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

function optionsOf(pool: Pool, { atOnce, tasks, everyMinute = {} }: Line, log: Log): RunnerOptions {
  const timed = Object.entries(everyMinute)
  return {
    pgPool: pool,
    taskList: {
      ...tasks,
      ...Object.fromEntries(timed.map(([name, work]) => [name, oneAtATime(work)])),
    } as TaskList,
    // With a key, at most one job waits to run, however long the workers are busy.
    parsedCronItems: parseCronItems(
      timed.map(([task]) => ({
        task,
        match: '* * * * *',
        options: { maxAttempts: 1, jobKey: task, jobKeyMode: 'preserve_run_at' as const },
      })),
    ),
    concurrency: atOnce,
    pollInterval: 1000,
    noHandleSignals: true,
    events: countJobs(),
    // With a delay, nobody would await the end of a job, and losing the database at that moment would end the
    // process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger(() => (level, _message, meta) => {
      if (level === 'error') log.error({ err: meta?.error, job: jobName(meta) }, 'a job failed')
    }),
  }
}

function countJobs(): WorkerEvents {
  const events: WorkerEvents = new EventEmitter()
  events.on('job:complete', ({ job, error }) =>
    done.inc({ task: job.task_identifier, outcome: error ? 'failed' : 'done' }),
  )
  return events
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

function jobName(meta: Record<string, unknown> | undefined): unknown {
  return (meta?.job as { task_identifier?: string } | undefined)?.task_identifier
}
