/** The list of mailers; `MAILER` chooses one. A new mailer needs a folder, its variables, and a line here. */
import type { FastifyPluginAsync } from 'fastify'
import type { Config } from '../config/config.ts'
import type { Deps } from '../deps.ts'
import type { Mailer } from '../domain/mailer.ts'
import { createLocalMailer } from './local/mailer.ts'
import { createPostmarkMailer } from './postmark/mailer.ts'
import { tryPostmarkToken } from './postmark/try-key.ts'
import { postmarkWebhooks } from './postmark/webhooks.ts'
import { createSmtpMailer } from './smtp/mailer.ts'
import { trySmtpAccount } from './smtp/try-key.ts'

/** For the doctor: whether the provider knows us. */
export interface TryKey {
  /** Those to correct when it does not. */
  variables: string
  /** Sends nothing. Resolves with why the provider refuses us, or undefined. Throws when it does not answer. */
  ask(config: Config): Promise<string | undefined>
}

interface ListedMailer {
  create(given: Pick<Deps, 'db' | 'config'>): Mailer
  webhooks?: FastifyPluginAsync<Deps>
  tryKey?: TryKey
}

/** `readConfig` makes sure that the variables of the chosen one are there. */
export const mailers: Record<Config['mailer'], ListedMailer> = {
  local: { create: ({ db, config }) => createLocalMailer(db, config) },
  postmark: {
    create: ({ config }) => createPostmarkMailer(config.mailFrom, config.postmark!),
    webhooks: postmarkWebhooks,
    tryKey: { variables: 'POSTMARK_SERVER_TOKEN', ask: ({ postmark }) => tryPostmarkToken(postmark!) },
  },
  smtp: {
    create: ({ config }) => createSmtpMailer(config.mailFrom, config.smtp!),
    tryKey: { variables: 'SMTP_URL', ask: ({ smtp }) => trySmtpAccount(smtp!) },
  },
}
