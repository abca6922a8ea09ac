import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { type Config, readConfig } from '../src/config/config.ts'
import { migrate } from '../src/db/migrate.ts'
import type { Database } from '../src/db/schema.ts'
import { addDays, isoDay } from '../src/domain/formats.ts'
import { newToken } from '../src/domain/ids.ts'
import { startJobs } from '../src/jobs.ts'
import { queueMessages } from '../src/outbox/queue-store.ts'
import { insertRequest } from '../src/requests/create-store.ts'
import { createSystem } from '../src/system.ts'
import { type Figure, median } from './figure.ts'
import { addDatabase, addMerchant } from './requests.ts'

const taken = JSON.stringify({ ErrorCode: 0, Message: 'OK', MessageID: 'taken' })
const rounds = 3
const requests = 20

/** Milliseconds from sending the COMMIT of a request to the connection at the e-mail provider. */
export const p7: Figure = {
  title: 'commit-to-provider-ms',
  atMost: 50,
  async measure({ url }) {
    // A database of its own, because jobs of other figures would be in the queue.
    const own = await addDatabase(url, 'p7')
    await migrate(own)
    const provider = createServer((_req, res) => res.end(taken)).listen(0, '127.0.0.1')
    await once(provider, 'listening')
    const deps = createSystem(configFor((provider.address() as AddressInfo).port), own)
    const jobs = await startJobs(deps, { error: () => {} })
    try {
      const merchantId = await addMerchant(deps.db)
      const medians: number[] = []
      for (let round = 0; round < rounds; round += 1) {
        const times: number[] = []
        for (let count = 0; count < requests; count += 1) {
          // Waits until the queue is idle again, for a random time, so that the worker's own polling does not help.
          await setTimeout(50 + Math.random() * 200)
          const called = once(provider, 'connection').then(() => performance.now())
          const committed = await createRequest(deps.db, merchantId)
          times.push((await called) - committed)
        }
        medians.push(median(times))
      }
      return median(medians)
    } finally {
      await jobs.stop()
      await deps.close()
      provider.close()
    }
  },
}

/** Postmark over plain http, which production refuses. Everything else is as in production. */
function configFor(port: number): Config {
  const config = readConfig({
    APP_SECRET: 'only for benches: forty-two characters or so',
    MAILER: 'postmark',
    POSTMARK_SERVER_TOKEN: '0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f',
    POSTMARK_WEBHOOK_USER: 'postmark',
    POSTMARK_WEBHOOK_PASSWORD: 'twenty-two characters or more',
    POSTMARK_API_BASE: `http://127.0.0.1:${port}`,
  })
  return { ...config, production: true }
}

/** Returns when COMMIT was sent. */
async function createRequest(db: Kysely<Database>, merchantId: string): Promise<number> {
  const email = `${newToken()}@courriel.example`
  return db.transaction().execute(async (trx) => {
    const author = { id: merchantId, userId: null, mode: 'test' } as const
    const { id } = await insertRequest(trx, author, {
      ...{ amount_cents: 24_900, channel: 'email', email, phone: null, send_by: 'us' as const },
      ...{ language: 'fr', description: 'Facture 2026-118, lampe Arc', reference: 'F-118' },
      ...{ expires_on: addDays(isoDay(new Date()), 30), idempotency_key: newToken() },
      content_hash: 'f'.repeat(64),
    })
    await queueMessages(trx, id!, [{ purpose: 'request', channel: 'email', recipient: email }])
    return performance.now()
  })
}
