import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { migrate } from '../src/db/migrate.ts'
import { startJobs } from '../src/jobs.ts'
import { createSystem } from '../src/system.ts'
import { type Figure, median } from './figure.ts'
import { openProvider, postmarkAt, queueRequest } from './outbox.ts'
import { addDatabase, addMerchant } from './requests.ts'

const rounds = 3
const requests = 20

/** Milliseconds from sending the COMMIT of a request to the connection at the e-mail provider. */
export const p7: Figure = {
  title: 'commit-to-provider-ms',
  atMost: 20,
  async measure({ url }) {
    // A database of its own, because jobs of other figures would be in the queue.
    const own = await addDatabase(url, 'p7')
    await migrate(own)
    const provider = await openProvider()
    const deps = createSystem(postmarkAt(provider.port), own)
    const jobs = await startJobs(deps, { error: () => {} })
    try {
      const merchantId = await addMerchant(deps.db)
      const medians: number[] = []
      for (let round = 0; round < rounds; round += 1) {
        const times: number[] = []
        for (let count = 0; count < requests; count += 1) {
          // Waits until the queue is idle again, for a random time, so that the worker's own polling does not help.
          await setTimeout(50 + Math.random() * 200)
          const called = once(provider.server, 'connection').then(() => performance.now())
          const committed = await queueRequest(deps.db, merchantId)
          times.push((await called) - committed)
        }
        medians.push(median(times))
      }
      return median(medians)
    } finally {
      await jobs.stop()
      await deps.close()
      provider.server.close()
    }
  },
}
