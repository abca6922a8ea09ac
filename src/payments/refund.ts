import type { Kysely } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { Database } from '../db/schema.ts'
import type { RequestAuthor } from '../domain/author.ts'
import { NotFound } from '../domain/errors.ts'
import type { Gateway, Gateways } from '../domain/gateway.ts'
import type { RefundFailure } from '../domain/movement.ts'
import type { Status } from '../domain/request-lifecycle.ts'
import { keepOpen } from '../merchants/closing-store.ts'
import { lockRequest } from '../requests/change-store.ts'
import { addEvent } from '../requests/history-store.ts'
import { findRequest } from '../requests/store.ts'
import { chargeOf, reconcileRefund } from './reconcile-refund.ts'
import { findRefund, findRefundByKey, holdKey, insertRefund, type OpenRefund } from './refund-store.ts'
import { findPaidCharge, findRefundable, type Refundable } from './refundable-store.ts'

/** Why nothing was given back, by our own rules or by the gateway's. */
export type RefundRefusal = 'not_refundable' | 'too_late' | 'above_rest' | 'sent_already' | RefundFailure

export interface Wish {
  /** Integer cents. */
  amountCents: number
  idempotencyKey: string
}

/**
 * Gives back a payment, or a part of it. Returns undefined when the refund is under way, else why not. The gateway is
 * asked whether it knows the charge before the refund is begun, and the refund is committed before the gateway is
 * asked for it. A form sent twice (same key) makes one refund; `sent_already` means that the key came before with
 * another amount. Throws `NotFound` when the request is not this merchant's.
 */
export async function refundRequest(
  db: Kysely<Database>,
  gateways: Gateways,
  author: RequestAuthor,
  id: string,
  wish: Wish,
  report: (error: unknown) => void,
): Promise<RefundRefusal | undefined> {
  const request = await findRequest(db, author.id, id)
  if (!request) throw new NotFound()
  const known = await answerFromOurRows(db, request, wish)
  if (known) return known.refusal
  const paid = await findPaidCharge(db, id)
  const gateway = await gateways.forAttempt(paid)
  if (!gateway) return 'other_account'
  const obstacle = await gateway.findRefundObstacle(chargeOf(paid)).catch(noAnswer(report))
  if (obstacle && obstacle !== 'no_answer') return obstacle
  const begun = await beginRefund(db, gateway, author, id, wish)
  if (begun === 'other_key') return refundRequest(db, gateways, author, id, wish, report)
  if ('refusal' in begun) return begun.refusal
  // Without an answer the refund stays pending, and the sweep asks about it.
  if (obstacle === 'no_answer') return undefined
  const refund = await findRefund(db, begun.id)
  return refund && (await askForRefund(db, gateways, refund, report))
}

/** Why no part of a payment can be given back. Undefined when a part of it can. */
export async function findRefundRefusal(db: Db, request: { id: string; status: Status }) {
  if (request.status !== 'paid') return 'not_refundable'
  const refundable = await findRefundable(db, request.id)
  return refuse(refundable) ?? (refundable.rest_cents === 0 ? 'already_refunded' : undefined)
}

function refuse({ disputed_cents, is_in_time }: Refundable) {
  if (disputed_cents > 0) return 'disputed'
  return is_in_time ? undefined : 'too_late'
}

/** The answer to a form; no refusal when the refund is under way. */
interface Answer {
  refusal: RefundRefusal | undefined
}

/** The answer that our rows give already. Undefined when a refund has to be begun. */
async function answerFromOurRows(
  db: Db,
  request: { id: string; status: Status },
  { amountCents, idempotencyKey }: Wish,
): Promise<Answer | undefined> {
  if (request.status !== 'paid') return { refusal: 'not_refundable' }
  const made = await findRefundByKey(db, request.id, idempotencyKey)
  if (made && made.amount_cents !== amountCents) return { refusal: 'sent_already' }
  if (made) return { refusal: made.status === 'failed' ? (made.failure_reason ?? 'other') : undefined }
  const refundable = await findRefundable(db, request.id)
  const refusal = refuse(refundable) ?? (amountCents > refundable.rest_cents ? 'above_rest' : undefined)
  return refusal && { refusal }
}

const noAnswer = (report: (error: unknown) => void) => (error: unknown) => {
  report(error)
  return 'no_answer' as const
}

/**
 * Until the end of its transaction nobody closes the account or changes the key that `gateway` works with.
 * `other_key`: somebody has, so the charge may be of another account than the key that is there now.
 */
function beginRefund(
  db: Kysely<Database>,
  gateway: Pick<Gateway, 'keyId'>,
  author: RequestAuthor,
  id: string,
  wish: Wish,
) {
  return db.transaction().execute(async (trx): Promise<Answer | { id: string } | 'other_key'> => {
    if (!(await keepOpen(trx, author.id))) throw new NotFound()
    const request = await lockRequest(trx, id)
    if (!request) throw new NotFound()
    const known = await answerFromOurRows(trx, request, wish)
    if (known) return known
    if (gateway.keyId && !(await holdKey(trx, gateway.keyId))) return 'other_key'
    const refund = await insertRefund(trx, id, { ...wish, userId: author.userId })
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

async function askForRefund(
  db: Kysely<Database>,
  gateways: Gateways,
  refund: OpenRefund,
  report: (error: unknown) => void,
): Promise<RefundFailure | undefined> {
  try {
    const outcome = await reconcileRefund(db, gateways, refund)
    return outcome?.status === 'failed' ? (outcome.failure ?? 'other') : undefined
  } catch (error) {
    report(error)
    return undefined
  }
}
