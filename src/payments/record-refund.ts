/** Records what a gateway says of a refund, whether it was started here or at the gateway. */
import type { Kysely } from 'kysely'
import type { Trx } from '../db/connect.ts'
import type { Database } from '../db/schema.ts'
import type { GatewayRefund } from '../domain/movement.ts'
import type { RefundOutcome } from '../domain/refund.ts'
import type { Status } from '../domain/request-lifecycle.ts'
import { queueRefundFailedNotice, queueRefundNotice } from '../messages/notices.ts'
import { lockRequest } from '../requests/change-store.ts'
import { addEvent } from '../requests/history-store.ts'
import { findRefundOf, insertGatewayRefund } from './gateway-refund-store.ts'
import { Mismatch } from './mismatch.ts'
import { endRefund } from './refund-store.ts'

interface Locked {
  id: string
  merchant_id: string
  status: Status
}

interface KnownRefund {
  id: string
  request_id: string
  is_from_gateway: boolean
  /** How often the gateway was asked about it, after the call that asked for it. */
  checks: number
}

/** Records the result of a refund, once. Does nothing while it is pending. */
export async function recordRefund(
  db: Kysely<Database>,
  refund: KnownRefund,
  outcome: RefundOutcome,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, refund.request_id)
    if (!request) return
    // A refusal of the first call answers the merchant's form, and is no news.
    await recordEnd(trx, request, refund, outcome, refund.checks > 0)
  })
}

/**
 * Records a refund that the gateway names. Call it with the request's row locked. Whoever hears of it first inserts
 * its row; a refund of ours is found by its id. Throws `Mismatch` when our refund has another amount.
 */
export async function recordGatewayRefund(trx: Trx, request: Locked, refund: GatewayRefund): Promise<void> {
  const known = await findRefundOf(trx, request.id, refund)
  if (known && known.amount_cents !== refund.amountCents) {
    throw new Mismatch(`refund ${known.id}: ${refund.ref} is of ${refund.amountCents} cents`)
  }
  const row = known ?? (await insertGatewayRefund(trx, request.id, refund))
  if (!known && refund.status === 'pending') await tell(trx, request, row, 'started')
  await recordEnd(trx, request, row, refund, true)
}

async function recordEnd(
  trx: Trx,
  request: Locked,
  refund: Omit<KnownRefund, 'checks'>,
  { status, ref, failure }: RefundOutcome,
  isNews: boolean,
): Promise<void> {
  if (status === 'pending' || !(await endRefund(trx, refund.id, { status, ref, failure }))) return
  await tell(trx, request, refund, status)
  if (status === 'succeeded') await queueRefundNotice(trx, request.id, refund.id)
  else if (isNews && !refund.is_from_gateway)
    await queueRefundFailedNotice(trx, request.merchant_id, request.id, refund.id)
}

function tell(
  trx: Trx,
  { id, status }: Locked,
  refund: Pick<KnownRefund, 'id' | 'is_from_gateway'>,
  what: 'started' | 'succeeded' | 'failed',
): Promise<void> {
  const kind = refund.is_from_gateway ? (`gateway_refund_${what}` as const) : (`refund_${what}` as const)
  return addEvent(trx, id, { kind, actor: 'system', before: status, after: status, refundId: refund.id })
}
