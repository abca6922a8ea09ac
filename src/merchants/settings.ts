/** The settings form: posted strings -> a value, or what is wrong with each field. */
import { z } from 'zod'
import type { ReminderRule } from '../messages/reminder-store.ts'
import { parseEmail } from '../requests/email.ts'
import { formatPhone, parsePhone } from '../requests/phone.ts'
import { cleanText } from '../requests/plain-text.ts'
import { parseSender } from '../texters/sender.ts'

export const mostReminders = 3
const mostNoticeEmails = 5

const typed = z.string().default('')
const fields = z.object({
  trade_name: typed,
  contact_email: typed,
  contact_phone: typed,
  sms_sender: typed,
  notice_emails: typed,
  notify_paid: typed,
  notify_bounced: typed,
  reminder_1_moment: typed,
  reminder_1_days: typed,
  reminder_2_moment: typed,
  reminder_2_days: typed,
  reminder_3_moment: typed,
  reminder_3_days: typed,
})

export type SettingsValues = z.infer<typeof fields>
export type SettingsErrors = Partial<Record<keyof SettingsValues, string>>

export const readSettingsForm = (body: unknown): SettingsValues => fields.parse(body ?? {})

export interface Settings {
  trade_name: string
  contact_email: string
  contact_phone: string | null
  sms_sender: string
  notice_emails: string[]
  notify_paid: boolean
  notify_bounced: boolean
  reminders: ReminderRule[]
}

export function parseSettings(
  values: SettingsValues,
): { ok: true; settings: Settings } | { ok: false; errors: SettingsErrors } {
  const errors: SettingsErrors = {}
  const sender = parseSender(values.sms_sender)
  if (!sender.ok) errors.sms_sender = sender.problem
  const settings: Settings = {
    trade_name: readTradeName(values.trade_name, errors),
    contact_email: readContactEmail(values.contact_email, errors),
    contact_phone: readContactPhone(values.contact_phone, errors),
    sms_sender: sender.ok ? sender.sender : '',
    notice_emails: readNoticeEmails(values.notice_emails, errors),
    notify_paid: values.notify_paid === 'on',
    notify_bounced: values.notify_bounced === 'on',
    reminders: readReminders(values, errors),
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, settings }
}

/** What is saved, as the form shows it. */
export function writeSettingsForm(settings: Settings): SettingsValues {
  const { reminders } = settings
  return readSettingsForm({
    trade_name: settings.trade_name,
    contact_email: settings.contact_email,
    contact_phone: settings.contact_phone ? formatPhone(settings.contact_phone) : '',
    sms_sender: settings.sms_sender,
    notice_emails: settings.notice_emails.join('\n'),
    notify_paid: settings.notify_paid ? 'on' : '',
    notify_bounced: settings.notify_bounced ? 'on' : '',
    ...Object.fromEntries(
      reminders.flatMap(({ moment, days }, index) => [
        [`reminder_${index + 1}_moment`, moment],
        [`reminder_${index + 1}_days`, String(days)],
      ]),
    ),
  })
}

function readTradeName(typedName: string, errors: SettingsErrors): string {
  const name = cleanText(typedName)
  if (name === '') errors.trade_name = 'empty'
  else if ([...name].length > 20) errors.trade_name = 'too_long'
  return name
}

function readContactEmail(typedEmail: string, errors: SettingsErrors): string {
  const parsed = parseEmail(typedEmail)
  if (parsed.ok) return parsed.email
  errors.contact_email = typedEmail.trim() === '' ? 'empty' : 'invalid'
  return ''
}

/** Any French or foreign number customers can call; a landline will do. */
function readContactPhone(typedPhone: string, errors: SettingsErrors): string | null {
  if (typedPhone.trim() === '') return null
  const phone = parsePhone(typedPhone)
  if (!phone) errors.contact_phone = 'invalid'
  return phone ?? null
}

function readNoticeEmails(lines: string, errors: SettingsErrors): string[] {
  const parsed = lines
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(parseEmail)
  const emails = parsed.flatMap((one) => (one.ok ? [one.email] : []))
  if (emails.length < parsed.length) errors.notice_emails = 'invalid'
  else if (emails.length > mostNoticeEmails) errors.notice_emails = 'too_many'
  return [...new Set(emails)]
}

/** An empty number of days is no reminder. */
function readReminders(values: SettingsValues, errors: SettingsErrors): ReminderRule[] {
  const rules: ReminderRule[] = []
  for (const place of [1, 2, 3] as const) {
    const days = values[`reminder_${place}_days`].trim()
    if (days === '') continue
    const moment = values[`reminder_${place}_moment`] === 'before_expiry' ? 'before_expiry' : 'after_sending'
    const rule = { moment, days: Number(days) } as const
    if (!/^\d{1,2}$/.test(days) || rule.days < 1 || rule.days > 60) errors[`reminder_${place}_days`] = 'range'
    else if (rules.some((one) => one.moment === moment && one.days === rule.days))
      errors[`reminder_${place}_days`] = 'twice'
    else rules.push(rule)
  }
  return rules
}
