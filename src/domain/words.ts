/** The values that channels, modes, languages, purposes of messages and kinds of events can have in the tables. */

export type Channel = 'email' | 'sms'
export type Mode = 'test' | 'live'

/** Who sends the request: us, or the merchant by their mail client, by their phone, or with the link alone. */
export const sendingWays = ['us', 'own_mail', 'own_phone', 'link'] as const
export type SendBy = (typeof sendingWays)[number]
export const languages = ['fr', 'en', 'it', 'es', 'de', 'nl'] as const
export type Language = (typeof languages)[number]
export const portalLanguages = ['fr', 'en'] as const satisfies Language[]
export type PortalLanguage = (typeof portalLanguages)[number]

/** Why a message is sent to the merchant's team. */
export const teamPurposes = [
  'paid_notice',
  'bounced_notice',
  'dispute_notice',
  'refund_failed_notice',
] as const

/** Why a message asks the customer for money: the first one, a reminder, word of a later date. */
export const askingPurposes = ['request', 'reminder', 'extension'] as const

/** Why a message is sent, to the customer or to the team. */
export const purposes = [
  ...askingPurposes,
  'receipt',
  'cancel_notice',
  'refund_notice',
  ...teamPurposes,
] as const
export type Purpose = (typeof purposes)[number]

export const asksForMoney = ({ purpose }: { purpose: Purpose }) =>
  askingPurposes.some((one) => one === purpose)

/** The kinds of lines in a request's history. Each catalogue has a text for each. */
export type EventKind =
  | 'created'
  | 'message_sent'
  | 'message_delivered'
  | 'message_bounced'
  | 'message_failed'
  | 'message_uncertain'
  | 'attempt_started'
  | 'attempt_page_opened'
  | 'attempt_challenged'
  | 'attempt_declined'
  | 'attempt_unknown'
  | 'attempt_failed'
  | 'attempt_abandoned'
  | 'paid'
  | 'cancelled'
  | 'expired'
  | 'settled_otherwise'
  | 'reopened'
  | 'extended'
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
