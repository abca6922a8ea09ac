/** Each field of the settings form: what was typed -> a value, or what is wrong with it in `errors`. */

import { houseAccent, parseAccent } from '../../domain/accent.ts'
import { parseEmail } from '../../domain/email.ts'
import { parsePhone } from '../../domain/phone.ts'
import { cleanLines, cleanText } from '../../domain/plain-text.ts'
import { parseSender } from '../../domain/sender.ts'
import { type Language, languages } from '../../domain/words.ts'
import type { ReminderRule } from '../../merchants/settings-values.ts'
import type { SettingsErrors, SettingsValues } from './settings.ts'

const longestTradeName = 20
const longestLegalName = 80
const longestAddress = 200
const mostAddressLines = 5
const mostExpiryDays = 90
const mostReminderDays = 60
const mostNoticeEmails = 5

export function tradeName({ trade_name }: SettingsValues, errors: SettingsErrors): string {
  const name = cleanText(trade_name)
  if (name === '') errors.trade_name = 'empty'
  else if (lengthOf(name) > longestTradeName) errors.trade_name = 'too_long'
  return name
}

export function legalName({ legal_name }: SettingsValues, errors: SettingsErrors): string | null {
  const name = cleanText(legal_name)
  if (lengthOf(name) > longestLegalName) errors.legal_name = 'too_long'
  return name || null
}

export function postalAddress({ postal_address }: SettingsValues, errors: SettingsErrors): string | null {
  const lines = cleanLines(postal_address)
  const address = lines.join('\n')
  if (lines.length > mostAddressLines) errors.postal_address = 'too_many_lines'
  else if (lengthOf(address) > longestAddress) errors.postal_address = 'too_long'
  return address || null
}

export function contactEmail({ contact_email }: SettingsValues, errors: SettingsErrors): string {
  if (contact_email.trim() === '') errors.contact_email = 'empty'
  else return readEmail('contact_email', contact_email, errors)
  return ''
}

export function replyTo({ reply_to }: SettingsValues, errors: SettingsErrors): string | null {
  return reply_to.trim() === '' ? null : readEmail('reply_to', reply_to, errors)
}

function readEmail(field: 'contact_email' | 'reply_to', typed: string, errors: SettingsErrors): string {
  const parsed = parseEmail(typed)
  if (parsed.ok) return parsed.email
  errors[field] = 'invalid'
  return ''
}

/** Any French or foreign number customers can call; a landline will do. */
export function contactPhone({ contact_phone }: SettingsValues, errors: SettingsErrors): string | null {
  if (contact_phone.trim() === '') return null
  const phone = parsePhone(contact_phone)
  if (!phone) errors.contact_phone = 'invalid'
  return phone ?? null
}

export function accent(values: SettingsValues, errors: SettingsErrors): string {
  const parsed = parseAccent(values.accent)
  if (parsed.ok) return parsed.accent
  errors.accent = parsed.problem
  return houseAccent
}

export function defaultLanguage({ default_language }: SettingsValues, errors: SettingsErrors): Language {
  const known = languages.find((one) => one === default_language)
  if (!known) errors.default_language = 'unknown'
  return known ?? 'fr'
}

export function defaultExpiryDays({ default_expiry_days }: SettingsValues, errors: SettingsErrors): number {
  const days = readDays(default_expiry_days, mostExpiryDays)
  if (!days) errors.default_expiry_days = 'range'
  return days ?? 0
}

export function smsSender({ sms_sender }: SettingsValues, errors: SettingsErrors): string {
  const parsed = parseSender(sms_sender)
  if (parsed.ok) return parsed.sender
  errors.sms_sender = parsed.problem
  return ''
}

/** An empty number of days is no reminder. */
export function reminders(values: SettingsValues, errors: SettingsErrors): ReminderRule[] {
  const rules: ReminderRule[] = []
  for (const place of [1, 2, 3] as const) {
    const typed = values[`reminder_${place}_days`]
    if (typed.trim() === '') continue
    const days = readDays(typed, mostReminderDays)
    const moment = values[`reminder_${place}_moment`] === 'before_expiry' ? 'before_expiry' : 'after_sending'
    if (!days) errors[`reminder_${place}_days`] = 'range'
    else if (rules.some((one) => one.moment === moment && one.days === days))
      errors[`reminder_${place}_days`] = 'twice'
    else rules.push({ moment, days })
  }
  return rules
}

export function noticeEmails({ notice_emails }: SettingsValues, errors: SettingsErrors): string[] {
  const parsed = notice_emails
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(parseEmail)
  const emails = parsed.flatMap((one) => (one.ok ? [one.email] : []))
  if (emails.length < parsed.length) errors.notice_emails = 'invalid'
  else if (emails.length > mostNoticeEmails) errors.notice_emails = 'too_many'
  return [...new Set(emails)]
}

/** From 1 to `most`. */
function readDays(typed: string, most: number): number | undefined {
  const days = /^\s*\d{1,2}\s*$/.test(typed) ? Number(typed) : 0
  return days >= 1 && days <= most ? days : undefined
}

const lengthOf = (text: string) => [...text].length
