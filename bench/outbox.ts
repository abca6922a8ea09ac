/** What the figures of the outbox share: a provider that takes everything at once, and requests to send. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Kysely } from 'kysely'
import { type Config, readConfig } from '../src/config/config.ts'
import type { Database } from '../src/db/schema.ts'
import { addDays, isoDay } from '../src/domain/formats.ts'
import { newToken } from '../src/domain/ids.ts'
import { queueMessages } from '../src/outbox/queue-store.ts'
import { insertRequest } from '../src/requests/create-store.ts'
import { type Running, startServer } from './process.ts'

const taken = JSON.stringify({ ErrorCode: 0, Message: 'OK', MessageID: 'taken' })

export async function openProvider() {
  const server = createServer((_req, res) => res.end(taken)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, port: (server.address() as AddressInfo).port }
}

/** The worker in a process of its own, which hands over to this provider. */
export function startWorker(url: string, providerPort: number): Promise<Running> {
  return startServer(new URL('./servers/worker.ts', import.meta.url), {
    DATABASE_URL: url,
    PROVIDER_PORT: String(providerPort),
  })
}

/** Postmark over plain http, which production refuses. Everything else is as in production. */
export function postmarkAt(port: number): Config {
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

/** Creates a request and queues its message. Returns when COMMIT was sent. */
export async function queueRequest(db: Kysely<Database>, merchantId: string): Promise<number> {
  const email = `${newToken()}@courriel.example`
  return db.transaction().execute(async (trx) => {
    const author = { id: merchantId, userId: null, mode: 'test' } as const
    const { id } = await insertRequest(trx, author, {
      ...{
        amount_cents: 24_900,
        channel: 'email',
        email,
        phone: null,
        send_by: 'us' as const,
        send_at: null,
      },
      ...{ language: 'fr', description: 'Facture 2026-118, lampe Arc', reference: 'F-118', message: null },
      ...{ expires_on: addDays(isoDay(new Date()), 30), idempotency_key: newToken() },
      content_hash: 'f'.repeat(64),
    })
    await queueMessages(trx, id!, [{ purpose: 'request', channel: 'email', recipient: email }])
    return performance.now()
  })
}
