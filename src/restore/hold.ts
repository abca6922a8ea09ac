import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '../db/connect.ts'
import type { Log } from '../runner.ts'
import { findHeldSince } from './store.ts'

/** A restored backup would send again what has left since it was made, so `start` waits for the operator's answer. */
export async function startWhenReleased(
  db: Db,
  log: Log,
  signal: AbortSignal,
  start: () => Promise<void>,
): Promise<void> {
  log.error({}, 'this database was restored: no message leaves before "npm run after-restore" was answered')
  while (!signal.aborted) {
    try {
      if (!(await findHeldSince(db))) return await start()
    } catch (err) {
      log.error({ err }, 'it is not known whether messages may leave')
    }
    await pause(1_000, undefined, { signal }).catch(() => {})
  }
}
