/** SQL of the test bank's refunds: never more than was captured, and one for each id. */
import { sql } from 'kysely'
import type { Charge } from '../../domain/gateway.ts'
import type { Ledger, LedgerRefundStatus } from './ledger.ts'

/**
 * Records a refund and returns what counts: repeating an id changes nothing. `failed` when the amount is above what
 * is left.
 */
export function recordRefund(
  ledger: Ledger,
  refundId: string,
  { attemptId, merchantId }: Pick<Charge, 'attemptId' | 'merchantId'>,
  amountCents: number,
): Promise<LedgerRefundStatus> {
  return ledger.transaction().execute(async (trx) => {
    // The lock of the charge's row makes its refunds come one after the other.
    const charge = await trx
      .selectFrom('charges')
      .select(['id', 'amount_cents'])
      .where('attempt_id', '=', attemptId)
      .where('status', '=', 'succeeded')
      .forUpdate()
      .executeTakeFirst()
    if (!charge) throw new Error(`the test bank has captured nothing for ${attemptId}`)
    const standing = await findRefundStatus(trx, refundId)
    if (standing) return standing
    const { given } = await trx
      .selectFrom('refunds')
      .select(sql<number>`coalesce(sum(amount_cents), 0)::integer`.as('given'))
      .where('charge_id', '=', charge.id)
      .where('status', '=', 'succeeded')
      .executeTakeFirstOrThrow()
    const status: LedgerRefundStatus = given + amountCents <= charge.amount_cents! ? 'succeeded' : 'failed'
    const refund = {
      id: refundId,
      charge_id: charge.id,
      merchant_id: merchantId,
      amount_cents: amountCents,
      status,
    }
    await trx.insertInto('refunds').values(refund).execute()
    return status
  })
}

/** Undefined when the bank does not know the refund. */
export async function findRefundStatus(
  ledger: Ledger,
  refundId: string,
): Promise<LedgerRefundStatus | undefined> {
  const refund = await ledger
    .selectFrom('refunds')
    .select('status')
    .where('id', '=', refundId)
    .executeTakeFirst()
  return refund?.status
}
