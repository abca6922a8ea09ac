/** The settings form: posted strings -> a value, and what is wrong with each field. */
import { z } from 'zod'
import { houseAccent } from '../../domain/accent.ts'
import { formatPhone } from '../../domain/phone.ts'
import type { ReminderRule, Settings } from '../../merchants/settings-values.ts'
import * as read from './settings-fields.ts'

const typed = z.string().default('')
const fields = z.object({
  trade_name: typed,
  legal_name: typed,
  postal_address: typed,
  contact_email: typed,
  contact_phone: typed,
  reply_to: typed,
  accent: z.string().default(houseAccent),
  default_language: z.string().default('fr'),
  default_expiry_days: z.string().default('30'),
  sms_sender: typed,
  reminder_1_moment: typed,
  reminder_1_days: typed,
  reminder_2_moment: typed,
  reminder_2_days: typed,
  reminder_3_moment: typed,
  reminder_3_days: typed,
  notify_paid: typed,
  notify_bounced: typed,
  notice_emails: typed,
  allows_kept_sessions: typed,
})

export type SettingsValues = z.infer<typeof fields>
export type SettingsErrors = Partial<Record<keyof SettingsValues, string>>

/** A field that was not posted is as in a new account; one that was emptied is empty. */
export const readSettingsForm = (body: unknown): SettingsValues => fields.parse(body ?? {})

/** To be saved only if nothing is wrong. Where something is, the value beside it stands for nothing. */
export function parseSettings(values: SettingsValues): { settings: Settings; errors: SettingsErrors } {
  const errors: SettingsErrors = {}
  const settings = {
    trade_name: read.tradeName(values, errors),
    legal_name: read.legalName(values, errors),
    postal_address: read.postalAddress(values, errors),
    contact_email: read.contactEmail(values, errors),
    contact_phone: read.contactPhone(values, errors),
    reply_to: read.replyTo(values, errors),
    accent: read.accent(values, errors),
    default_language: read.defaultLanguage(values, errors),
    default_expiry_days: read.defaultExpiryDays(values, errors),
    sms_sender: read.smsSender(values, errors),
    reminders: read.reminders(values, errors),
    notify_paid: values.notify_paid === 'on',
    notify_bounced: values.notify_bounced === 'on',
    notice_emails: read.noticeEmails(values, errors),
    allows_kept_sessions: values.allows_kept_sessions === 'on',
  }
  return { settings, errors }
}

/** What is saved, as the form shows it. */
export function writeSettingsForm({ reminders, ...settings }: Settings): SettingsValues {
  const onOrOff = (is: boolean) => (is ? 'on' : '')
  return {
    ...settings,
    legal_name: settings.legal_name ?? '',
    postal_address: settings.postal_address ?? '',
    contact_phone: settings.contact_phone ? formatPhone(settings.contact_phone) : '',
    reply_to: settings.reply_to ?? '',
    default_expiry_days: String(settings.default_expiry_days),
    notice_emails: settings.notice_emails.join('\n'),
    notify_paid: onOrOff(settings.notify_paid),
    notify_bounced: onOrOff(settings.notify_bounced),
    allows_kept_sessions: onOrOff(settings.allows_kept_sessions),
    ...writeReminders(reminders),
  }
}

function writeReminders(rules: ReminderRule[]) {
  const [first, second, third] = rules.map(({ moment, days }) => ({ moment, days: String(days) }))
  const none = { moment: '', days: '' }
  return {
    reminder_1_moment: (first ?? none).moment,
    reminder_1_days: (first ?? none).days,
    reminder_2_moment: (second ?? none).moment,
    reminder_2_days: (second ?? none).days,
    reminder_3_moment: (third ?? none).moment,
    reminder_3_days: (third ?? none).days,
  }
}
