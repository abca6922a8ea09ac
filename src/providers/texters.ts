/** The list of texters; `TEXTER` chooses one. A new texter needs a folder, its variables, and a line here. */
import type { FastifyPluginAsync } from 'fastify'
import type { Config } from '../config/config.ts'
import type { Deps } from '../deps.ts'
import type { Texter } from '../domain/texter.ts'
import { createLocalTexter } from './local/texter.ts'
import { createVonageTexter } from './vonage/texter.ts'
import { vonageWebhooks } from './vonage/webhooks.ts'

interface ListedTexter {
  create(given: Pick<Deps, 'db' | 'config'>): Texter
  webhooks?: FastifyPluginAsync<Deps>
}

const local: ListedTexter = { create: ({ db }) => createLocalTexter(db) }

/** `readConfig` makes sure that the variables of the chosen one are there. */
export const texters: Record<Config['texter'], ListedTexter> = {
  local,
  // No SMS is offered. The local texter looks after those that were queued before.
  none: local,
  vonage: { create: ({ config }) => createVonageTexter(config.vonage!), webhooks: vonageWebhooks },
}
