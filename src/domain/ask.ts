import type { Recipient } from './recipient.ts'
import type { Language } from './words.ts'

/** What a form, or a line of an imported file, asks to create. */
export interface Ask extends Recipient {
  amountCents: number
  language: Language
  description: string
  ownMail: boolean
  expiresOn: string
  reference: string | null
  idempotencyKey: string
}
