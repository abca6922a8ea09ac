import { setTimeout as pause } from 'node:timers/promises'

const notThereYet = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|57P03)$/
const mostTries = 60

/** Repeats `work` while the database does not answer, with growing pauses. Throws after about eight minutes. */
export async function whenDatabaseAnswers<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      const { code = '' } = error as { code?: string }
      if (!notThereYet.test(code) || tries === mostTries) throw error
      await pause(Math.min(250 * 2 ** tries, 10_000))
    }
  }
}
