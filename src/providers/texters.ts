/** The list of texters; `TEXTER` chooses one. A new texter needs a folder, its variables, and a line here. */
import type { FastifyPluginAsync } from 'fastify'
import type { Config } from '../config/config.ts'
import type { Deps } from '../deps.ts'
import { RefusedByProvider } from '../domain/message-failures.ts'
import type { Texter } from '../domain/texter.ts'
import { createLocalTexter } from './local/texter.ts'
import type { TryKey } from './mailers.ts'
import { createVonageTexter } from './vonage/texter.ts'
import { tryVonageKey } from './vonage/try-key.ts'
import { vonageWebhooks } from './vonage/webhooks.ts'

interface ListedTexter {
  create(given: Pick<Deps, 'db' | 'config'>): Texter
  webhooks?: FastifyPluginAsync<Deps>
  tryKey?: TryKey
}

/** No SMS is offered; some may have been queued before. */
const refuseSms: Texter['send'] = () => Promise.reject(new RefusedByProvider('no_sms', 'TEXTER is none'))

/** `readConfig` makes sure that the variables of the chosen one are there. */
export const texters: Record<Config['texter'], ListedTexter> = {
  local: { create: ({ db }) => createLocalTexter(db) },
  none: { create: () => ({ send: refuseSms }) },
  vonage: {
    create: ({ config }) => createVonageTexter(config.vonage!),
    webhooks: vonageWebhooks,
    tryKey: { variables: 'VONAGE_API_KEY and VONAGE_API_SECRET', ask: ({ vonage }) => tryVonageKey(vonage!) },
  },
}
