/** SQL of disputes. They have rows of their own; a trigger keeps their sums beside the request. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import { newId } from '../domain/ids.ts'
import type { GatewayDispute } from '../domain/movement.ts'

/** Call it with the request's row locked, so that two processes cannot record the same dispute at once. */
export function findDisputeByRef(trx: Trx, ref: string) {
  return trx
    .selectFrom('disputes')
    .select(['id', 'request_id', 'status', 'asked_at'])
    .where('gateway_ref', '=', ref)
    .executeTakeFirst()
}

/** `askedAt`: when the gateway was asked, by the database's clock. */
export function insertDispute(
  trx: Trx,
  { requestId, attemptId }: { requestId: string; attemptId: string },
  dispute: GatewayDispute,
  askedAt: Date,
) {
  return trx
    .insertInto('disputes')
    .values({
      id: newId('dis'),
      request_id: requestId,
      attempt_id: attemptId,
      gateway_ref: dispute.ref,
      created_at: new Date(dispute.madeAt),
      ...stateOf(dispute, askedAt),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
}

export async function updateDispute(
  trx: Trx,
  id: string,
  dispute: GatewayDispute,
  askedAt: Date,
): Promise<void> {
  await trx
    .updateTable('disputes')
    .set({ ...stateOf(dispute, askedAt), updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

const stateOf = (dispute: GatewayDispute, askedAt: Date) => ({
  amount_cents: dispute.amountCents,
  reason: dispute.reason,
  status: dispute.status,
  takes_money: dispute.takesMoney,
  answer_by: dispute.answerBy === null ? null : new Date(dispute.answerBy),
  answer_url: dispute.answerUrl,
  asked_at: askedAt,
})

/** Newest first. */
export function listDisputes(db: Db, merchantId: string, requestId: string) {
  return db
    .selectFrom('disputes as d')
    .innerJoin('payment_requests as r', 'r.id', 'd.request_id')
    .innerJoin('attempts as a', 'a.id', 'd.attempt_id')
    .select(['d.id', 'd.amount_cents', 'd.reason', 'd.status', 'd.answer_by', 'd.answer_url', 'a.gateway'])
    .where('r.merchant_id', '=', merchantId)
    .where('r.id', '=', requestId)
    .orderBy('d.created_at', 'desc')
    .execute()
}
