/** The words of the tables: what a channel, a mode, a language, a message's purpose and an event can be. */

export type Channel = 'email' | 'sms'
export type Mode = 'test' | 'live'
export const languages = ['fr', 'en', 'it', 'es', 'de', 'nl'] as const
export type Language = (typeof languages)[number]
export const portalLanguages = ['fr', 'en'] as const satisfies Language[]
export type PortalLanguage = (typeof portalLanguages)[number]

/** To the customer, but for the last three: those go to the merchant. */
export const purposes = [
  'request',
  'reminder',
  'receipt',
  'cancel_notice',
  'refund_notice',
  'paid_notice',
  'bounced_notice',
  'dispute_notice',
] as const
export type Purpose = (typeof purposes)[number]

/** What the history can say; a catalogue text bears each name. */
export type EventKind =
  | 'created'
  | 'message_sent'
  | 'message_delivered'
  | 'message_bounced'
  | 'message_failed'
  | 'message_uncertain'
  | 'attempt_started'
  | 'attempt_challenged'
  | 'attempt_unknown'
  | 'attempt_failed'
  | 'attempt_abandoned'
  | 'paid'
  | 'cancelled'
  | 'expired'
  | 'refund_started'
  | 'refund_succeeded'
  | 'refund_failed'
  | 'gateway_refund_started'
  | 'gateway_refund_succeeded'
  | 'gateway_refund_failed'
  | 'dispute_opened'
  | 'dispute_won'
  | 'dispute_lost'
  | 'dispute_closed'
  | 'recipient_changed'
  | 'reminders_stopped'
  | 'customer_erased'
