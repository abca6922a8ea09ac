import type { Language } from '../domain/words.ts'

export interface ReminderRule {
  moment: 'after_sending' | 'before_expiry'
  days: number
}

export interface Settings {
  trade_name: string
  legal_name: string | null
  postal_address: string | null
  contact_email: string
  contact_phone: string | null
  reply_to: string | null
  accent: string
  default_language: Language
  default_expiry_days: number
  sms_sender: string
  reminders: ReminderRule[]
  notify_paid: boolean
  notify_bounced: boolean
  notice_emails: string[]
  allows_kept_sessions: boolean
}
