import type { Trx } from '../db/connect.ts'
import { queuePaidNotices } from '../messages/notices.ts'
import { changeStatus } from './change-store.ts'
import { addEvent } from './history-store.ts'
import type { Status } from './lifecycle.ts'

/**
 * The gateway has the money: the request becomes paid, late or not. Money is money.
 * Call with the request's row locked and the attempt just marked succeeded.
 */
export async function settleRequest(
  trx: Trx,
  request: { id: string; status: Status },
  attemptId: string,
): Promise<void> {
  const change = request.status === 'pending' ? 'settle' : 'settleLate'
  const settled = await changeStatus(trx, request.id, change)
  if (!settled) throw new Error(`attempt ${attemptId} succeeded on a request that is ${request.status}`)
  await addEvent(trx, request.id, {
    kind: 'paid',
    actor: 'customer',
    before: request.status,
    after: 'paid',
    attemptId,
  })
  await queuePaidNotices(trx, request.id)
}
