/**
 * What customers would see with the settings as they are typed: the pay page, the e-mail, the SMS. Nothing is saved.
 */
import { createHash } from 'node:crypto'
import type { Config } from '../../config/config.ts'
import type { Deps } from '../../deps.ts'
import { addDays, endOfDay, isoDay } from '../../domain/formats.ts'
import type { Letterhead } from '../../domain/letterhead.ts'
import { countSegments } from '../../domain/segments.ts'
import { type Settings, settingFields, settingNames } from '../../domain/settings.ts'
import { composeRequestEmail, type MessageBill, paymentLink } from '../../messages/compose.ts'
import { composeRequestSms } from '../../messages/sms.ts'
import { paths } from '../../web/paths.ts'
import { parseSettings, type SettingsConfig, type SettingsValues, writeSettingsForm } from './settings.ts'

/** The settings that the URL of a frame carries. */
const framed = settingNames.filter((name) => 'seenIn' in settingFields[name])

/** What was typed, or the saved value where that cannot be used. */
export function draftSettings(values: SettingsValues, saved: Settings, config: SettingsConfig): Settings {
  const parsed = parseSettings(values, config)
  return { ...saved, ...parsed.usable }
}

/**
 * A bill with a common amount, in the language and with the number of days of new requests. The logo comes from
 * `saved`.
 */
export function sampleBill(draft: Settings, saved: Letterhead) {
  return {
    ...saved,
    ...draft,
    merchant_name: draft.trade_name,
    token: 'x'.repeat(22),
    mode: 'live' as const,
    amount_cents: 24_900,
    description: 'F-2026-118',
    message: null,
    reference: null,
    language: draft.default_language,
    expires_at: endOfDay(addDays(isoDay(new Date()), draft.default_expiry_days)),
    paid_at: null,
    failure_code: null,
  }
}

/** `shown` is one of `parts`; any other value is the first part. */
export function describePreview(
  { config, eta }: Pick<Deps, 'config' | 'eta'>,
  draft: Settings,
  saved: Letterhead,
  shown: string | undefined,
) {
  const parts = config.texter === 'none' ? (['page', 'email'] as const) : (['page', 'email', 'sms'] as const)
  const part = parts.find((one) => one === shown) ?? 'page'
  const bill = sampleBill(draft, saved)
  if (part === 'sms') return { parts, part, sms: { sender: draft.sms_sender, ...sampleSms(config, bill) } }
  const frame = frameOf(part, draft, saved)
  return { parts, part, frame, email: part === 'email' && composeRequestEmail(eta, config, bill) }
}

/** The exact text, and how many segments it costs. */
function sampleSms(config: Config, bill: MessageBill) {
  const text = composeRequestSms(bill, paymentLink(config, bill.token))
  return { text, ...countSegments(text) }
}

/**
 * The id of the frame depends on its URL: htmx then makes a new frame. Changing the URL of an existing frame would
 * add a step to the browser's history.
 */
function frameOf(part: 'page' | 'email', draft: Settings, { logo_hash }: Letterhead) {
  const values = writeSettingsForm(draft)
  const told = new URLSearchParams(framed.map((field): [string, string] => [field, values[field]]))
  const path = part === 'page' ? paths.settingsPreviewPage : paths.settingsPreviewEmail
  const url = `${path}?${told}&logo=${logo_hash ?? ''}`
  return { url, id: `frame-${createHash('sha256').update(url).digest('hex').slice(0, 12)}` }
}
