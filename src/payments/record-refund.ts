/** Records what a gateway says of a refund, whether it was started here or at the gateway. */
import type { Kysely } from 'kysely'
import type { Trx } from '../db/connect.ts'
import type { Database } from '../db/schema.ts'
import type { RefundOutcome } from '../domain/gateway.ts'
import type { GatewayRefund } from '../domain/movement.ts'
import type { Status } from '../domain/request-lifecycle.ts'
import { queueRefundNotice } from '../messages/notices.ts'
import { lockRequest } from '../requests/change-store.ts'
import { addEvent } from '../requests/history-store.ts'
import { findRefundOf, insertGatewayRefund } from './gateway-refund-store.ts'
import { Mismatch } from './mismatch.ts'
import { endRefund } from './refund-store.ts'

interface Locked {
  id: string
  status: Status
}

interface KnownRefund {
  id: string
  request_id: string
  is_from_gateway: boolean
}

/** Records the result of a refund that was started here, once. Does nothing while it is pending. */
export async function recordRefund(
  db: Kysely<Database>,
  refund: Omit<KnownRefund, 'is_from_gateway'>,
  outcome: RefundOutcome,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, refund.request_id)
    if (request) await recordEnd(trx, request, { ...refund, is_from_gateway: false }, outcome)
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
  await recordEnd(trx, request, row, refund)
}

async function recordEnd(
  trx: Trx,
  request: Locked,
  refund: KnownRefund,
  { status, ref }: RefundOutcome,
): Promise<void> {
  if (status === 'pending' || !(await endRefund(trx, refund.id, status, ref))) return
  await tell(trx, request, refund, status)
  if (status === 'succeeded') await queueRefundNotice(trx, request.id, refund.id)
}

function tell(
  trx: Trx,
  { id, status }: Locked,
  refund: KnownRefund,
  what: 'started' | 'succeeded' | 'failed',
): Promise<void> {
  const kind = refund.is_from_gateway ? (`gateway_refund_${what}` as const) : (`refund_${what}` as const)
  return addEvent(trx, id, { kind, actor: 'system', before: status, after: status, refundId: refund.id })
}
