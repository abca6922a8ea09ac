/** Records what a gateway says of a dispute: its row, the history, the notice to the merchant. */
import type { Trx } from '../db/connect.ts'
import type { GatewayDispute } from '../domain/movement.ts'
import type { Status } from '../domain/request-lifecycle.ts'
import { queueDisputeNotice } from '../messages/notices.ts'
import { addEvent } from '../requests/history-store.ts'
import { findDisputeByRef, insertDispute, updateDispute } from './dispute-store.ts'
import { Mismatch } from './mismatch.ts'

interface Locked {
  id: string
  merchant_id: string
  status: Status
}

/**
 * Call it with the request's row locked. A dispute that has ended may be reopened, so its status can go back: an
 * answer to an earlier question (`askedAt`) than the one the row comes from is ignored.
 */
export async function recordDispute(
  trx: Trx,
  request: Locked,
  attemptId: string,
  dispute: GatewayDispute,
  askedAt: Date,
): Promise<void> {
  const known = await findDisputeByRef(trx, dispute.ref)
  if (!known) return open(trx, request, attemptId, dispute, askedAt)
  if (known.request_id !== request.id) throw new Mismatch(`dispute ${dispute.ref} is of ${known.request_id}`)
  if (known.asked_at > askedAt) return
  await updateDispute(trx, known.id, dispute, askedAt)
  if (known.status !== dispute.status) await tell(trx, request, known.id, dispute)
}

async function open(
  trx: Trx,
  request: Locked,
  attemptId: string,
  dispute: GatewayDispute,
  askedAt: Date,
): Promise<void> {
  const { id } = await insertDispute(trx, { requestId: request.id, attemptId }, dispute, askedAt)
  await tell(trx, request, id, dispute)
  await queueDisputeNotice(trx, request.merchant_id, request.id, id)
}

function tell(trx: Trx, { id, status }: Locked, disputeId: string, dispute: GatewayDispute): Promise<void> {
  const kind = dispute.status === 'open' ? 'dispute_opened' : (`dispute_${dispute.status}` as const)
  return addEvent(trx, id, { kind, actor: 'system', before: status, after: status, disputeId })
}
