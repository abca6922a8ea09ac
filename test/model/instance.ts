/** A process's worth of the production app, with named points where a fault waits. */
import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config/config.ts'
import { createLocalMailer } from '../../src/providers/local/mailer.ts'
import { createLocalTexter } from '../../src/providers/local/texter.ts'
import { createSystem, type System } from '../../src/system.ts'
import { type Visit, watchGateways, watchMailer, watchTexter } from '../faults/points.ts'
import { origin } from '../fixtures/app.ts'

const webhook = { user: 'postmark', password: 'a secret of the webhooks, long enough' }
export const webhookAuthorization = `Basic ${Buffer.from(`${webhook.user}:${webhook.password}`).toString('base64')}`

/** Providers' adapters are set up, so that their webhooks are there; what is sent goes to the local ones. */
const env = (databaseUrl: string) => ({
  NODE_ENV: 'production',
  DATABASE_URL: databaseUrl,
  APP_SECRET: 'only for tests: forty-two characters or so',
  PUBLIC_URL: origin.replace('http:', 'https:'),
  MAIL_FROM: 'ne-pas-repondre@acquit.example',
  MAILER: 'postmark',
  POSTMARK_SERVER_TOKEN: '1a2b3c4d-1a2b-4c4d-9e6f-1a2b3c4d5e6f',
  POSTMARK_WEBHOOK_USER: webhook.user,
  POSTMARK_WEBHOOK_PASSWORD: webhook.password,
  TEXTER: 'vonage',
  VONAGE_API_KEY: '1a2b3c4d',
  VONAGE_API_SECRET: 'a secret of Vonage’s API',
  VONAGE_SIGNATURE_SECRET: 'a secret of thirty-two characters or more',
})

export interface Instance {
  deps: System
  app: Awaited<ReturnType<typeof buildApp>>
  log: string[]
  close(): Promise<void>
}

export async function startInstance(databaseUrl: string, visit: Visit, log: string[]): Promise<Instance> {
  const config = readConfig(env(databaseUrl))
  const own = createSystem(config, databaseUrl)
  const deps: System = {
    ...own,
    gateways: watchGateways(own.gateways, visit),
    mailer: watchMailer(createLocalMailer(own.db, config), visit),
    texter: watchTexter(createLocalTexter(own.db), visit),
  }
  const app = await buildApp(deps, { write: (line) => log.push(line) })
  const close = async () => {
    await app.close()
    await own.close()
  }
  return { deps, app, log, close }
}
