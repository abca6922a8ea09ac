/** The row of a merchant. */
import type { Generated } from 'kysely'
import type { Language } from '../domain/words.ts'

export interface MerchantTable {
  id: string
  trade_name: string
  contact_email: string
  contact_phone: string | null
  /** The legal name, where it differs from the trade name. */
  legal_name: Generated<string | null>
  /** One to five lines. */
  postal_address: Generated<string | null>
  /** Nine digits. */
  siren: Generated<string | null>
  /** `FR44732829320`. */
  vat_number: Generated<string | null>
  /** The merchant's terms (CGV), and where customers withdraw from the contract (C. conso. L221-21). */
  terms_url: Generated<string | null>
  withdrawal_url: Generated<string | null>
  /** Where customers' replies go; null for the contact address. */
  reply_to: Generated<string | null>
  /** `#14553f`. */
  accent: Generated<string>
  logo: Generated<Buffer | null>
  /** SHA-256 of the logo, which is also the end of its URL. */
  logo_hash: Generated<string | null>
  logo_type: Generated<string | null>
  /** The size on the page, in CSS pixels. */
  logo_width: Generated<number | null>
  logo_height: Generated<number | null>
  sms_sender: string
  /** In place of the trade name in SMS, where that is longer than 20 characters. */
  sms_name: Generated<string | null>
  notice_emails: Generated<string[]>
  notify_paid: Generated<boolean>
  notify_bounced: Generated<boolean>
  default_language: Generated<Language>
  default_expiry_days: Generated<number>
  /** Whether its people may stay signed in for 30 days. */
  allows_kept_sessions: Generated<boolean>
  /** When the account was closed: nobody works for the merchant since. */
  closed_at: Generated<Date | null>
  created_at: Generated<Date>
}

export interface RequestTemplateTable {
  id: string
  merchant_id: string
  name: string
  description: string
  message: string | null
  amount_cents: number | null
}
