/** The row of a merchant. */
import type { Generated } from 'kysely'
import type { SettingName, Settings } from '../domain/settings.ts'

/** The settings that are given when the merchant is made; the others have defaults. */
type Given = 'trade_name' | 'contact_email' | 'contact_phone' | 'sms_sender'

/** A column for each setting. */
type SettingColumns = {
  [Name in SettingName]: Name extends Given ? Settings[Name] : Generated<Settings[Name]>
}

export interface MerchantTable extends SettingColumns {
  id: string
  logo: Generated<Buffer | null>
  /** SHA-256 of the logo, which is also the end of its URL. */
  logo_hash: Generated<string | null>
  logo_type: Generated<string | null>
  /** The size on the page, in CSS pixels. */
  logo_width: Generated<number | null>
  logo_height: Generated<number | null>
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
