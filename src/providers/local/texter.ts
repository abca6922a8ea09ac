import type { Db } from '../../db/connect.ts'
import type { Texter } from '../../domain/texter.ts'
import { keepLocalMessage } from './store.ts'

/** Stores SMS in the database instead of sending them; `/messages-locaux` shows them. */
export function createLocalTexter(db: Db): Texter {
  return {
    async send(sms) {
      await keepLocalMessage(db, {
        message_id: sms.messageId,
        channel: 'sms',
        recipient: sms.to,
        sender: sms.from,
        reply_to: null,
        subject: null,
        body_text: sms.text,
        body_html: null,
      })
      return { ref: null }
    },
  }
}
