/** The list of texters, of which `TEXTER` chooses one. A new one is a folder, its variables, and a line here. */
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

/** The variables of the one that is chosen are there: `readConfig` sees to it. */
export const texters: Record<Config['texter'], ListedTexter> = {
  local,
  // No SMS is offered: there are only those of before to be looked after.
  none: local,
  vonage: { create: ({ config }) => createVonageTexter(config.vonage!), webhooks: vonageWebhooks },
}
