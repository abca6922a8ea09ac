import type { Recipient } from './recipient.ts'
import type { Language, SendBy } from './words.ts'

/** What a form, or a line of an imported file, asks to create. */
export interface Ask extends Recipient {
  amountCents: number
  language: Language
  description: string
  message: string | null
  sendBy: SendBy
  /** The day it is sent on; null when it is sent at once. */
  sendOn: string | null
  expiresOn: string
  reference: string | null
  idempotencyKey: string
}
