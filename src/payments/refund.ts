import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { RequestAuthor } from '../domain/author.ts'
import { NotFound } from '../domain/errors.ts'
import type { Gateways } from '../domain/gateway.ts'
import { lockRequest } from '../requests/change-store.ts'
import { addEvent } from '../requests/history-store.ts'
import { findRequest } from '../requests/store.ts'
import { reconcileRefund } from './reconcile-refund.ts'
import { findRefund, findRefundByKey, findRest, insertRefund, isWithinRefundPeriod } from './refund-store.ts'

export const minRefundCents = 10

/** Why nothing was given back. */
export type RefundRefusal = 'not_refundable' | 'too_late' | 'above_rest' | 'disputed' | 'sent_already'

export interface Wish {
  /** Integer cents. */
  amountCents: number
  idempotencyKey: string
}

/**
 * Gives back a payment, or a part of it. Returns undefined when the refund is under way, else why not. The refund is
 * committed before the gateway is called. A form sent twice (same key) makes one refund; `sent_already` means that
 * the key came before with another amount. Throws `NotFound` when the request is not this merchant's.
 */
export async function refundRequest(
  db: Kysely<Database>,
  gateways: Gateways,
  author: RequestAuthor,
  id: string,
  wish: Wish,
  report: (error: unknown) => void,
): Promise<RefundRefusal | undefined> {
  if (!(await findRequest(db, author.id, id))) throw new NotFound()
  const started = await startRefund(db, author, id, wish)
  if (typeof started === 'string') return started
  const refund = started && (await findRefund(db, started.id))
  if (!refund) return undefined
  // Without an answer the refund stays pending, and the sweep asks about it.
  await reconcileRefund(db, gateways, refund).catch(report)
  return undefined
}

function startRefund(
  db: Kysely<Database>,
  author: RequestAuthor,
  id: string,
  { amountCents, idempotencyKey }: Wish,
) {
  return db.transaction().execute(async (trx): Promise<RefundRefusal | { id: string } | undefined> => {
    const request = await lockRequest(trx, id)
    if (request?.status !== 'paid') return 'not_refundable'
    const made = await findRefundByKey(trx, id, idempotencyKey)
    if (made) return made.amount_cents === amountCents ? undefined : 'sent_already'
    const { disputed_cents, rest_cents } = await findRest(trx, id)
    if (disputed_cents > 0) return 'disputed'
    if (!(await isWithinRefundPeriod(trx, id))) return 'too_late'
    if (amountCents > rest_cents) return 'above_rest'
    const refund = await insertRefund(trx, id, { amountCents, idempotencyKey, userId: author.userId })
    await addEvent(trx, id, {
      kind: 'refund_started',
      actor: 'merchant',
      userId: author.userId,
      before: 'paid',
      after: 'paid',
      refundId: refund.id,
    })
    return refund
  })
}
