/**
 * The settings of a merchant. The form, the columns, the letterhead and the preview are all made from this table. A new
 * setting is a line here, a migration, a field in `views/settings/`, and words in the portal's languages.
 */
import { houseAccent, parseAccent } from './accent.ts'
import { formatSiren, formatVatNumber } from './business-number.ts'
import { type Parsed, valid } from './parsed.ts'
import { formatPhone } from './phone.ts'
import { parseSender } from './sender.ts'
import * as parse from './setting-parsers.ts'

export interface ReminderRule {
  moment: 'after_sending' | 'before_expiry'
  days: number
}

/** One field of the form, and the column of `merchants` it is stored in. */
interface Setting {
  /**
   * The value of a field that was not posted: that of a new merchant, and off for a checkbox. What a new merchant
   * starts with is said by the column's default, in `migrations/`; a test compares the two.
   */
  empty: string
  /** `brand`: the name of the platform, which no merchant may bear. */
  parse(typed: string, brand: string): Parsed<unknown, string>
  write(value: never): string
  /**
   * What customers see: on every page and in every e-mail (`letterhead`), or where a request starts from it. The
   * preview's URL carries both.
   */
  seenIn?: 'letterhead' | 'requests'
}

const text = { empty: '', write: (value: string) => value }
const optional = { empty: '', write: (value: string | null) => value ?? '' }
const written = (format: (value: string) => string) => (value: string | null) => (value ? format(value) : '')
const choice = {
  empty: '',
  parse: (typed: string) => valid(typed === 'on'),
  write: (is: boolean) => (is ? 'on' : ''),
}

/** In the order of the form's fields. */
export const settingFields = {
  trade_name: { ...text, parse: parse.parseTradeName, seenIn: 'letterhead' },
  /** In place of the trade name in SMS, where that is longer than 20 characters. */
  sms_name: { ...optional, parse: parse.parseSmsName },
  /** The legal name, where it differs from the trade name. */
  legal_name: { ...optional, parse: parse.parseLegalName, seenIn: 'letterhead' },
  /** One to five lines. */
  postal_address: { ...optional, parse: parse.parsePostalAddress, seenIn: 'letterhead' },
  /** Nine digits. */
  siren: { empty: '', parse: parse.parseSiren, write: written(formatSiren), seenIn: 'letterhead' },
  /** `FR44732829320`. */
  vat_number: {
    empty: '',
    parse: parse.parseVatNumber,
    write: written(formatVatNumber),
    seenIn: 'letterhead',
  },
  contact_email: { ...text, parse: parse.parseContactEmail, seenIn: 'letterhead' },
  contact_phone: {
    empty: '',
    parse: parse.parseContactPhone,
    write: written(formatPhone),
    seenIn: 'letterhead',
  },
  /** Where customers' replies go; null for the contact address. */
  reply_to: { ...optional, parse: parse.parseReplyTo, seenIn: 'requests' },
  /** https addresses: the merchant's terms (CGV), and where customers withdraw (C. conso. L221-21). */
  terms_url: { ...optional, parse: parse.parsePageAddress, seenIn: 'letterhead' },
  withdrawal_url: { ...optional, parse: parse.parsePageAddress, seenIn: 'letterhead' },
  /** `#14553f`. */
  accent: { ...text, empty: houseAccent, parse: parseAccent, seenIn: 'letterhead' },
  default_language: { empty: 'fr', parse: parse.parseDefaultLanguage, write: String, seenIn: 'requests' },
  default_expiry_days: { empty: '30', parse: parse.parseExpiryDays, write: String, seenIn: 'requests' },
  sms_sender: { ...text, parse: parseSender },
  notify_paid: choice,
  notify_bounced: choice,
  notice_emails: {
    empty: '',
    parse: parse.parseNoticeEmails,
    write: (emails: string[]) => emails.join('\n'),
  },
  /** Whether its people may stay signed in for 30 days. */
  allows_kept_sessions: choice,
} satisfies Record<string, Setting>

type Table = typeof settingFields
export type SettingName = keyof Table
type Read<Name extends SettingName> = ReturnType<Table[Name]['parse']>

export type Settings = { [Name in SettingName]: Extract<Read<Name>, { ok: true }>['value'] } & {
  reminders: ReminderRule[]
}
export type SettingErrors = { [Name in SettingName]?: Extract<Read<Name>, { ok: false }>['problem'] }

export const settingNames = Object.keys(settingFields) as SettingName[]

export type LetterheadName = {
  [Name in SettingName]: Table[Name] extends { seenIn: 'letterhead' } ? Name : never
}[SettingName]

export const letterheadNames = settingNames.filter((name): name is LetterheadName => {
  const field: Setting = settingFields[name]
  return field.seenIn === 'letterhead'
})
