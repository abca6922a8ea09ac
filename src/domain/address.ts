import { parseEmail } from './email.ts'
import { readPhone } from './phone.ts'
import type { Channel } from './words.ts'

export interface Address {
  channel: Channel
  /** An e-mail address, or a phone number in E.164. */
  address: string
}

/** Reads an e-mail address or a phone number in any usual spelling. Undefined when it is neither. */
export function readAddress(typed: string): Address | undefined {
  const email = parseEmail(typed)
  if (email.ok) return { channel: 'email', address: email.value }
  const phone = readPhone(typed)
  return phone ? { channel: 'sms', address: phone } : undefined
}
