/** SQL of refunds by the gateway's own id. */
import { sql } from 'kysely'
import type { Trx } from '../db/connect.ts'
import { newId } from '../domain/ids.ts'
import type { GatewayRefund } from '../domain/movement.ts'

interface FoundRefund {
  refundId: string | null
  ref: string
}

/**
 * The row of the refund that the gateway calls `ref`: a row with this `ref`, or our refund with the id that it bears,
 * if that has no `ref` yet. A second refund that bears the same id of ours is another refund.
 */
export function findRefundOf(trx: Trx, requestId: string, { refundId, ref }: FoundRefund) {
  return trx
    .selectFrom('refunds')
    .select(['id', 'request_id', 'amount_cents', 'is_from_gateway'])
    .where('request_id', '=', requestId)
    .where((eb) =>
      eb.or([
        eb('gateway_ref', '=', ref),
        eb.and([eb('id', '=', refundId ?? ''), eb('gateway_ref', 'is', null)]),
      ]),
    )
    .orderBy(sql`gateway_ref is null`)
    .limit(1)
    .executeTakeFirst()
}

/** Call it with the request's row locked, like `insertRefund`. */
export function insertGatewayRefund(
  trx: Trx,
  requestId: string,
  { ref, amountCents, madeAt }: GatewayRefund,
) {
  return trx
    .insertInto('refunds')
    .values({
      id: newId('ref'),
      request_id: requestId,
      amount_cents: amountCents,
      status: 'pending',
      gateway_ref: ref,
      is_from_gateway: true,
      created_at: new Date(madeAt),
    })
    .returning(['id', 'request_id', 'amount_cents', 'is_from_gateway'])
    .executeTakeFirstOrThrow()
}
