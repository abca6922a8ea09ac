import type { Config } from '../../config/config.ts'
import type { Db } from '../../db/connect.ts'
import type { Mailer } from '../../domain/mailer.ts'
import { findLocalMessageOf, keepLocalMessage } from './store.ts'

/** Stores e-mails in the database instead of sending them; `/messages-locaux` shows them. */
export function createLocalMailer(db: Db, { mailFrom }: Pick<Config, 'mailFrom'>): Mailer {
  return {
    async send(email) {
      await keepLocalMessage(db, {
        message_id: email.messageId,
        channel: 'email',
        recipient: email.to,
        sender: `${email.fromName} <${mailFrom}>`,
        reply_to: email.replyTo,
        subject: email.subject,
        body_text: email.text,
        body_html: email.html,
      })
      return { ref: null }
    },
    async find({ messageId }) {
      const kept = await findLocalMessageOf(db, messageId)
      return kept ? { ref: kept.id } : null
    },
  }
}
