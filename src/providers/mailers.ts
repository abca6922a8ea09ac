/** The list of mailers; `MAILER` chooses one. A new mailer needs a folder, its variables, and a line here. */
import type { FastifyPluginAsync } from 'fastify'
import type { Config } from '../config/config.ts'
import type { Deps } from '../deps.ts'
import type { Mailer } from '../domain/mailer.ts'
import { createLocalMailer } from './local/mailer.ts'
import { createPostmarkMailer } from './postmark/mailer.ts'
import { postmarkWebhooks } from './postmark/webhooks.ts'
import { createSmtpMailer } from './smtp/mailer.ts'

interface ListedMailer {
  create(given: Pick<Deps, 'db' | 'config'>): Mailer
  webhooks?: FastifyPluginAsync<Deps>
}

/** `readConfig` makes sure that the variables of the chosen one are there. */
export const mailers: Record<Config['mailer'], ListedMailer> = {
  local: { create: ({ db, config }) => createLocalMailer(db, config) },
  postmark: {
    create: ({ config }) => createPostmarkMailer(config.mailFrom, config.postmark!),
    webhooks: postmarkWebhooks,
  },
  smtp: { create: ({ config }) => createSmtpMailer(config.mailFrom, config.smtp!) },
}
