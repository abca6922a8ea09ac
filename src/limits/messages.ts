import type { Trx } from '../db/connect.ts'
import { inMode, limits } from '../domain/limits.ts'
import { mailboxOf } from '../domain/mailbox.ts'
import type { Mode } from '../domain/words.ts'
import { countUse } from './store.ts'

/**
 * Counts a message that asks for money. Throws `TooMany` when the merchant's hourly limit for this recipient is
 * reached, or that of all merchants together: one merchant alone cannot reach the latter, and so not silence others.
 */
export async function countMessage(
  trx: Trx,
  merchantId: string,
  mode: Mode,
  recipient: string,
): Promise<void> {
  const mailbox = mailboxOf(recipient)
  await countUse(trx, inMode(limits.messages, mode), `${merchantId} ${mailbox}`)
  await countUse(trx, inMode(limits.mailbox, mode), mailbox)
}
