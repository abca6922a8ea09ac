/** The list of mailers, of which `MAILER` chooses one. A new one is a folder, its variables, and a line here. */
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

/** The variables of the one that is chosen are there: `readConfig` sees to it. */
export const mailers: Record<Config['mailer'], ListedMailer> = {
  local: { create: ({ db, config }) => createLocalMailer(db, config) },
  postmark: {
    create: ({ config }) => createPostmarkMailer(config.mailFrom, config.postmark!),
    webhooks: postmarkWebhooks,
  },
  smtp: { create: ({ config }) => createSmtpMailer(config.mailFrom, config.smtp!) },
}
