/** What customers would get from the settings as they are typed: the pay page, the e-mail, the SMS, nothing saved. */
import { createHash } from 'node:crypto'
import type { Config } from '../../config/config.ts'
import type { Deps } from '../../deps.ts'
import { addDays, isoDay } from '../../domain/formats.ts'
import type { Letterhead } from '../../domain/letterhead.ts'
import { countSegments } from '../../domain/segments.ts'
import { type Settings, settingFields, settingNames } from '../../merchants/settings-values.ts'
import { composeRequestEmail, type MessageBill, paymentLink } from '../../messages/compose.ts'
import { composeRequestSms } from '../../messages/sms.ts'
import { paths } from '../../web/paths.ts'
import { parseSettings, type SettingsValues, writeSettingsForm } from './settings.ts'

/** What the address of a frame tells. */
const framed = settingNames.filter((name) => 'isFramed' in settingFields[name])

/** What was typed, and where that cannot be used what is saved. */
export function draftSettings(values: SettingsValues, saved: Settings): Settings {
  const parsed = parseSettings(values)
  return { ...saved, ...(parsed.ok ? parsed.settings : parsed.usable) }
}

/** A common amount, in the language and for as many days as new requests are. `saved` has the logo. */
export function sampleBill(draft: Settings, saved: Letterhead) {
  return {
    ...saved,
    ...draft,
    merchant_name: draft.trade_name,
    token: 'x'.repeat(22),
    mode: 'live' as const,
    amount_cents: 24_900,
    description: 'F-2026-118',
    reference: null,
    language: draft.default_language,
    expires_at: new Date(`${addDays(isoDay(new Date()), draft.default_expiry_days)}T22:00:00Z`),
    paid_at: null,
    failure_code: null,
  }
}

/** `shown` is one of `parts`, or else the first of them. */
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

/** The exact text, and what it costs in segments. */
function sampleSms(config: Config, bill: MessageBill) {
  const text = composeRequestSms(bill, paymentLink(config, bill.token))
  return { text, ...countSegments(text) }
}

/** Another frame for another address: one that goes elsewhere would be a step in the browser's history. */
function frameOf(part: 'page' | 'email', draft: Settings, { logo_hash }: Letterhead) {
  const values = writeSettingsForm(draft)
  const told = new URLSearchParams(framed.map((field): [string, string] => [field, values[field]]))
  const path = part === 'page' ? paths.settingsPreviewPage : paths.settingsPreviewEmail
  const url = `${path}?${told}&logo=${logo_hash ?? ''}`
  return { url, id: `frame-${createHash('sha256').update(url).digest('hex').slice(0, 12)}` }
}
