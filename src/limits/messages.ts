import type { Db, Trx } from '../db/connect.ts'
import { inMode, limits } from '../domain/limits.ts'
import { mailboxOf } from '../domain/mailbox.ts'
import type { Mode } from '../domain/words.ts'
import { releaseUse } from './store.ts'
import { countUses, type Use } from './uses-store.ts'

/** Counts a message that asks for money. Throws `TooMany` when a limit is reached; the caller's `trx` is undone then. */
export function countMessage(trx: Trx, merchantId: string, mode: Mode, recipient: string): Promise<void> {
  return countUses(trx, usesOfMessage(merchantId, mode, recipient))
}

/** Uncounts a message that was certainly not sent. */
export async function releaseMessage(
  db: Db,
  merchantId: string,
  mode: Mode,
  recipient: string,
): Promise<void> {
  for (const [limit, subject] of usesOfMessage(merchantId, mode, recipient)) {
    await releaseUse(db, limit, subject)
  }
}

/**
 * What a message that asks for money counts for: the merchant's hourly limit for this recipient, and then that of all
 * merchants together. One merchant alone cannot reach the latter, and so not silence others.
 */
export function usesOfMessage(merchantId: string, mode: Mode, recipient: string): Use[] {
  const mailbox = mailboxOf(recipient)
  return [
    [inMode(limits.messages, mode), `${merchantId} ${mailbox}`],
    [inMode(limits.mailbox, mode), mailbox],
  ]
}
