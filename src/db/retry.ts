/** Repeats work on the database that lost a race with other work there, and would succeed alone. */
import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Kysely } from 'kysely'
import { isLostRace } from './trouble.ts'

const mostRetries = 3

/** Repeats `work` up to three times. It must not call a provider, nor be a part of a transaction. */
export async function tryAgain<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let retries = 0; ; retries += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isLostRace(error) || retries === mostRetries) throw error
      // For random times, so that those who met do not meet again.
      await pause(randomInt(50 * 2 ** retries))
    }
  }
}

/** All its transactions are tried again. So the callback of a transaction may run more than once. */
export class RetryingKysely<Tables> extends Kysely<Tables> {
  override transaction() {
    const builder = super.transaction()
    const execute = builder.execute.bind(builder)
    return Object.assign(builder, {
      execute: ((work) => tryAgain(() => execute(work))) as typeof builder.execute,
    })
  }
}
