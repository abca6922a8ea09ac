import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { RequestAuthor } from '../domain/author.ts'
import { NotFound } from '../domain/errors.ts'
import { addDays, endOfDay, isoDay } from '../domain/formats.ts'
import { limits } from '../domain/limits.ts'
import { changes, mostDays } from '../domain/request-lifecycle.ts'
import { countMessage } from '../limits/messages.ts'
import { refuseIfSpent } from '../limits/uses-store.ts'
import { keepOpen } from '../merchants/closing-store.ts'
import { queueMessages } from '../outbox/queue-store.ts'
import { lockRequest } from './change-store.ts'
import { extend, forgetRemindersBeforeEnd, isPayableTo } from './extend-store.ts'
import { addEvent } from './history-store.ts'
import { findRequest, type PaymentRequest } from './store.ts'

export type ExtendRefusal = 'not_extendable'

interface Extension {
  /** The new last day to pay, in Paris: `2026-12-31`. */
  expiresOn: string
  /** Whether to write to the customer, where we have sent them the request. */
  isTold: boolean
}

/**
 * Gives a pending request a later date, and makes an expired one pending again, under the same link. The form sent
 * twice changes and sends nothing more. Returns undefined when done, else why not. Throws `NotFound` when the request
 * is not this merchant's or the merchant was closed meanwhile, `TooMany` when a limit of messages is reached.
 */
export async function extendRequest(
  db: Kysely<Database>,
  author: RequestAuthor,
  id: string,
  { expiresOn, isTold }: Extension,
): Promise<ExtendRefusal | undefined> {
  if (!(await findRequest(db, author.id, id))) throw new NotFound()
  return db.transaction().execute(async (trx) => {
    if (!(await keepOpen(trx, author.id))) throw new NotFound()
    const locked = await lockRequest(trx, id)
    const request = await extend(trx, author.id, id, expiresOn)
    if (!request) return (await isPayableTo(trx, id, expiresOn)) ? undefined : 'not_extendable'
    await forgetRemindersBeforeEnd(trx, author.id, id)
    const event = { kind: 'extended', actor: 'merchant', before: locked!.status, after: 'pending' } as const
    await addEvent(trx, id, { ...event, userId: author.userId, expiresOn })
    if (!isTold || !request.may_be_told) return undefined
    const { channel, recipient, mode } = request
    if (channel === 'sms') await refuseIfSpent(trx, [[limits.texts, author.id]])
    await countMessage(trx, author.id, mode, recipient)
    await queueMessages(trx, id, [{ purpose: 'extension', channel, recipient }])
    return undefined
  })
}

export const isExtendable = ({ status, erased_at }: PaymentRequest): boolean =>
  changes.extend.from.some((one) => one === status) && !erased_at

/** Whether there is a later day that it may have, too: the form decides in the end. */
export const canExtend = (request: PaymentRequest): boolean =>
  isExtendable(request) && request.expires_at < endOfDay(addDays(isoDay(new Date()), mostDays))
