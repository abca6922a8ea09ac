import { parseEmail } from './email.ts'
import { parsePhone } from './phone.ts'
import type { Channel } from './words.ts'

export interface Address {
  channel: Channel
  /** An e-mail address, or a phone number in E.164. */
  address: string
}

/** Reads an e-mail address or a phone number in any usual spelling. Undefined when it is neither. */
export function parseAddress(typed: string): Address | undefined {
  const email = parseEmail(typed)
  if (email.ok) return { channel: 'email', address: email.email }
  const phone = parsePhone(typed)
  return phone ? { channel: 'sms', address: phone } : undefined
}
