import type { Trx } from '../db/connect.ts'
import { limits } from '../domain/limits.ts'
import { mailboxOf } from '../domain/mailbox.ts'
import { countUse } from './store.ts'

/**
 * Counts a message that asks for money. Throws `TooMany` when the merchant's hourly limit for this recipient is
 * reached, or that of all merchants together: one merchant alone cannot reach the latter, and so not silence others.
 */
export async function countMessage(trx: Trx, merchantId: string, recipient: string): Promise<void> {
  const mailbox = mailboxOf(recipient)
  await countUse(trx, limits.messages, `${merchantId} ${mailbox}`)
  await countUse(trx, limits.mailbox, mailbox)
}
