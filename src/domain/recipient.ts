/** Where a message goes: the chosen channel, and the form field that belongs to it. */
import type { CountryCode } from 'libphonenumber-js'
import { parseEmail } from './email.ts'
import type { ParsedForm } from './parsed.ts'
import { countryOf, type PhoneProblem, parseMobile } from './phone.ts'
import type { Channel } from './words.ts'

export interface RecipientRules {
  smsOffered: boolean
  smsCountries: readonly CountryCode[]
}

export interface Recipient {
  channel: Channel
  /** An e-mail address, or a mobile number in E.164. */
  recipient: string
}

export type RecipientErrors = {
  channel?: 'unknown'
  email?: 'empty' | 'invalid'
  phone?: PhoneProblem
}

/** Reads the field of the chosen channel, and ignores the other one. */
export function parseRecipient(
  values: { channel: string; email: string; phone: string },
  { smsOffered, smsCountries }: RecipientRules,
): ParsedForm<Recipient, RecipientErrors> {
  if (values.channel === 'email') return parseEmailField(values.email)
  if (values.channel !== 'sms' || !smsOffered) return { ok: false, errors: { channel: 'unknown' } }
  const phone = parseMobile(values.phone, smsCountries)
  if (!phone.ok) return { ok: false, errors: { phone: phone.problem } }
  return { ok: true, value: { channel: 'sms', recipient: phone.value } }
}

function parseEmailField(email: string): ParsedForm<Recipient, RecipientErrors> {
  if (!email.trim()) return { ok: false, errors: { email: 'empty' } }
  const parsed = parseEmail(email)
  if (!parsed.ok) return { ok: false, errors: { email: parsed.problem } }
  return { ok: true, value: { channel: 'email', recipient: parsed.value } }
}

/** The country whose clocks and holidays count. An address does not tell a country, so its customer is in France. */
export const placeOf = ({ channel, recipient }: Recipient): CountryCode =>
  channel === 'sms' ? countryOf(recipient) : 'FR'
