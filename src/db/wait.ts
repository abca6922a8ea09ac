import { setTimeout as pause } from 'node:timers/promises'
import { ConfigError } from '../config/config.ts'
import { describeTrouble, hasNoTables } from './trouble.ts'

const longestMs = 480_000
const longestPauseMs = 2_000
const sayEveryMs = 10_000

/**
 * Repeats `work` while the database does not answer, for eight minutes, and says what it waits for: at once, then
 * every ten seconds. Throws `ConfigError` for what waiting does not mend.
 */
export async function whenDatabaseAnswers<Result>(
  databaseUrl: string,
  work: () => Promise<Result>,
  say: (sentence: string) => void = sayOnStderr,
): Promise<Result> {
  const since = performance.now()
  let saidAt = -Infinity
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      const trouble = describeTrouble(databaseUrl, error)
      const now = performance.now()
      if (trouble?.mayPass === false) throw new ConfigError(trouble.sentence)
      if (now - since > longestMs || !(trouble || hasNoTables(error))) throw error
      if (now - saidAt > sayEveryMs - longestPauseMs) {
        say(trouble?.sentence ?? 'The database has no tables yet: waiting for them')
        saidAt = now
      }
      await pause(Math.min(250 * 2 ** tries, longestPauseMs))
    }
  }
}

export const sayOnStderr = (sentence: string): void => void process.stderr.write(`${sentence}\n`)
