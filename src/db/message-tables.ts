/** The rows of messages. */
import type { Generated, GeneratedAlways } from 'kysely'
import type { MessageFailure } from '../domain/message-failures.ts'
import type { MessageStatus } from '../domain/message-lifecycle.ts'
import type { Channel, Purpose } from '../domain/words.ts'

export interface MessageTable {
  id: string
  request_id: string
  purpose: Purpose
  channel: Channel
  recipient: string
  status: Generated<MessageStatus>
  failure_reason: MessageFailure | null
  provider_ref: string | null
  tries: Generated<number>
  next_try_at: Generated<Date>
  /** It must not leave before; null when it may leave at once. */
  send_at: Date | null
  /** When it was about to be handed to its provider, in its last try: before that, it was certainly not taken. */
  handed_at: Date | null
  /** The message a notice is about. */
  about_message_id: string | null
  reminder_rule: number | null
  refund_id: string | null
  dispute_id: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface ReminderRuleTable {
  merchant_id: string
  position: number
  moment: 'after_sending' | 'before_expiry'
  days: number
}

export interface LocalMessageTable {
  id: GeneratedAlways<string>
  message_id: string
  channel: Channel
  recipient: string
  sender: string
  reply_to: string | null
  subject: string | null
  body_text: string
  body_html: string | null
  status: Generated<string>
  created_at: Generated<Date>
}
