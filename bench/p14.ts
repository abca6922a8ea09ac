import { migrate } from '../src/db/migrate.ts'
import type { Figure } from './figure.ts'
import { openProvider, queueRequest, startWorker } from './outbox.ts'
import { addDatabase, addMerchant, withDatabase } from './requests.ts'
import { prepareSimpleUpdate } from './simple-update.ts'

const messages = 5000
const seconds = 3

/** Messages that one worker hands to a provider, per second, compared with simple-update transactions of one client. */
export const p14: Figure = {
  title: 'outbox',
  atLeast: 0.15,
  async measure(bench) {
    const own = await addDatabase(bench.url, 'p14')
    await migrate(own)
    await queueAll(own)
    const updates = await prepareSimpleUpdate(bench)
    try {
      const before = await updates.measure(1, seconds)
      const rate = await handOver(own)
      const after = await updates.measure(1, seconds)
      bench.remark(
        `${Math.round(rate)} a second, against ${Math.round(before)} before and ${Math.round(after)} after`,
      )
      return (2 * rate) / (before + after)
    } finally {
      await updates.close()
    }
  },
}

async function queueAll(url: string): Promise<void> {
  await withDatabase(url, async (db) => {
    const merchantId = await addMerchant(db)
    const queueSome = async () => {
      for (let count = 0; count < messages / 10; count += 1) await queueRequest(db, merchantId)
    }
    await Promise.all(Array.from({ length: 10 }, queueSome))
  })
}

/** From the first message to the last, so that the worker's start does not count. */
async function handOver(url: string): Promise<number> {
  const { server, port } = await openProvider()
  const times: number[] = []
  const all = new Promise((resolve) => {
    server.on('request', () => {
      if (times.push(performance.now()) === messages) resolve(times)
    })
  })
  const worker = await startWorker(url, port)
  try {
    await all
    return (1000 * (messages - 1)) / (times.at(-1)! - times[0]!)
  } finally {
    await worker.stop()
    server.close()
  }
}
