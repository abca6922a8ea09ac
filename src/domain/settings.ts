/** The settings of a merchant. The form, the columns and the preview are all made from this table. */
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
  /** The value of the field when it was not posted. */
  empty: string
  /** `brand`: the name of the platform, which no merchant may bear. */
  parse(typed: string, brand: string): Parsed<unknown, string>
  write(value: never): string
  /** Customers see this setting, so the preview's URL carries it. */
  isFramed?: true
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
  trade_name: { ...text, parse: parse.parseTradeName, isFramed: true },
  sms_name: { ...optional, parse: parse.parseSmsName },
  legal_name: { ...optional, parse: parse.parseLegalName, isFramed: true },
  postal_address: { ...optional, parse: parse.parsePostalAddress, isFramed: true },
  siren: { empty: '', parse: parse.parseSiren, write: written(formatSiren), isFramed: true },
  vat_number: { empty: '', parse: parse.parseVatNumber, write: written(formatVatNumber), isFramed: true },
  contact_email: { ...text, parse: parse.parseContactEmail, isFramed: true },
  contact_phone: { empty: '', parse: parse.parseContactPhone, write: written(formatPhone), isFramed: true },
  reply_to: { ...optional, parse: parse.parseReplyTo, isFramed: true },
  terms_url: { ...optional, parse: parse.parsePageAddress, isFramed: true },
  withdrawal_url: { ...optional, parse: parse.parsePageAddress, isFramed: true },
  accent: { ...text, empty: houseAccent, parse: parseAccent, isFramed: true },
  default_language: { empty: 'fr', parse: parse.parseDefaultLanguage, write: String, isFramed: true },
  default_expiry_days: { empty: '30', parse: parse.parseExpiryDays, write: String, isFramed: true },
  sms_sender: { ...text, parse: parseSender },
  notify_paid: choice,
  notify_bounced: choice,
  notice_emails: {
    empty: '',
    parse: parse.parseNoticeEmails,
    write: (emails: string[]) => emails.join('\n'),
  },
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
