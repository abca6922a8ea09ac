/** What is read when somebody asks: of the process, and of the database. */
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Db } from '../db/connect.ts'
import { countEvents, countJobs } from './store.ts'

/** All processes on one database give the same values. */
export function createGauges(db: Db, report: (error: unknown) => void) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `acquit_${name}`, help, labelNames, registers: [registry] })

  const isUp = gauge('database_up', '1 when the database answered the last question of the metrics.')
  const jobs = gauge('queue_jobs', 'Jobs by task: due, for later, running, failed for good.', [
    'task',
    'state',
  ])
  const waits = gauge('queue_oldest_seconds', 'How long the first job that is due has waited.', ['task'])
  const messages = gauge('recent_messages', 'What became of messages in the last 15 minutes.', [
    'channel',
    'outcome',
  ])
  const attempts = gauge('recent_attempts', 'What became of attempts to pay in the last 15 minutes.', [
    'outcome',
    'code',
  ])

  /** Without the database the other metrics must still be told. */
  async function read(): Promise<void> {
    for (const one of [jobs, waits, messages, attempts]) one.reset()
    try {
      await Promise.all([readQueue(), readEvents()])
      isUp.set(1)
    } catch (error) {
      isUp.set(0)
      report(error)
    }
  }

  async function readQueue(): Promise<void> {
    for (const { task, state, jobs: number, seconds } of await countJobs(db)) {
      jobs.set({ task, state }, number)
      if (state === 'due') waits.set({ task }, seconds)
    }
  }

  async function readEvents(): Promise<void> {
    for (const { about, outcome, channel, code, times } of await countEvents(db)) {
      if (about === 'attempt') attempts.set({ outcome, code: code ?? 'none' }, times)
      else messages.set({ channel: channel ?? 'none', outcome }, times)
    }
  }

  return { registry, read }
}
