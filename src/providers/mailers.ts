import type { Config } from '../config/config.ts'
import type { Db } from '../db/connect.ts'
import type { Mailer } from '../domain/mailer.ts'
import { createLocalMailer } from './local/mailer.ts'
import { createPostmarkMailer } from './postmark/mailer.ts'
import { createSmtpMailer } from './smtp/mailer.ts'

export function createMailer(db: Db, config: Config): Mailer {
  if (config.postmark) return createPostmarkMailer(config.mailFrom, config.postmark)
  if (config.smtp) return createSmtpMailer(config.mailFrom, config.smtp)
  return createLocalMailer(db, config)
}
