import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { RequestAuthor } from '../domain/author.ts'
import { NotFound } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import type { Channel } from '../domain/words.ts'
import { countMessage } from '../limits/messages.ts'
import { refuseIfSpent } from '../limits/uses-store.ts'
import { queueMessages } from '../outbox/queue-store.ts'
import { changeRecipient, lockRequest } from '../requests/change-store.ts'
import { rememberCustomer } from '../requests/customer-store.ts'
import { addEvent } from '../requests/history-store.ts'
import { findRequest } from '../requests/store.ts'
import { withdrawPlanned } from './planned-store.ts'
import { clearSuppression, findSuppression } from './report-store.ts'
import { findLastAsk } from './store.ts'

export interface Destination {
  channel: Channel
  recipient: string
  /** The merchant says that they have checked an address which had given a message back. */
  isChecked: boolean
  /** The last message that the page of the form knew of; empty when it knew of none. */
  lastMessageId?: string | undefined
}

/** Why nothing was sent. */
export type SendRefusal = 'not_payable' | 'suppressed'

/**
 * Sends the request once more, to the same address or a corrected one, under the same link; one that waits for its day
 * is sent now instead. Returns undefined when done, else why not. Throws `NotFound` when the request is not this merchant's, `TooMany` when the recipient's
 * hourly limit or the merchant's daily limit of SMS is reached.
 */
export async function sendAgain(
  db: Kysely<Database>,
  author: RequestAuthor,
  id: string,
  { channel, recipient, isChecked, lastMessageId }: Destination,
): Promise<SendRefusal | undefined> {
  const request = await findRequest(db, author.id, id)
  if (!request) throw new NotFound()
  if (request.status !== 'pending') return 'not_payable'
  if (!isChecked && (await findSuppression(db, author.id, recipient))) return 'suppressed'
  return db.transaction().execute(async (trx) => {
    const locked = await lockRequest(trx, id)
    if (locked?.status !== 'pending' || locked.is_past_date) return 'not_payable'
    const last = await findLastAsk(trx, id)
    // Pressed twice, or by two people: the page did not know of what the first one sent.
    if (lastMessageId !== undefined && last && last.id !== lastMessageId) return undefined
    const wasWaiting = await withdrawPlanned(trx, id)
    if (!wasWaiting && isOnItsWay(last, recipient)) return undefined
    if (channel === 'sms') await refuseIfSpent(trx, [[limits.texts, author.id]])
    await countMessage(trx, author.id, request.mode, recipient)
    if (isChecked) await clearSuppression(trx, author.id, recipient)
    if (recipient !== (request.email ?? request.phone)) {
      await changeRecipient(trx, author.id, id, channel, recipient)
      await rememberCustomer(trx, author.id, { mode: request.mode, channel, address: recipient })
      const event = {
        kind: 'recipient_changed',
        actor: 'merchant',
        before: 'pending',
        after: 'pending',
      } as const
      await addEvent(trx, id, { ...event, userId: author.userId })
    }
    await queueMessages(trx, id, [{ purpose: 'request', channel, recipient }])
    return undefined
  })
}

/** A button pressed twice sends once, because the first message is still queued. */
function isOnItsWay(last: Awaited<ReturnType<typeof findLastAsk>>, recipient: string): boolean {
  return last?.recipient === recipient && (last.status === 'queued' || last.status === 'sending')
}
