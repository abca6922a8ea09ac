/** SQL of the test bank's disputes. The customer's card decides whether there is one, the merchant how it ends. */
import { sql } from 'kysely'
import type { DisputeStatus } from '../../domain/movement.ts'
import type { Ledger, LedgerCharge } from './ledger.ts'

/**
 * The customer of this charge will contest it in a minute; the merchant then has a week to answer. Once for each
 * charge.
 */
export async function announceDispute(
  ledger: Ledger,
  { id, amount_cents }: Pick<LedgerCharge, 'id' | 'amount_cents'>,
  merchantId: string,
): Promise<void> {
  await ledger
    .insertInto('disputes')
    .values({
      id: id.replace('cha_', 'dis_'),
      charge_id: id,
      merchant_id: merchantId,
      amount_cents: amount_cents!,
      status: 'open',
      opens_at: sql<Date>`now() + interval '1 minute'`,
      answer_by: sql<Date>`now() + interval '7 days'`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export function findDispute(ledger: Ledger, id: string) {
  return ledger
    .selectFrom('disputes as d')
    .innerJoin('charges as c', 'c.id', 'd.charge_id')
    .select(['d.id', 'd.merchant_id', 'd.amount_cents', 'd.status', 'd.answer_by', 'c.merchant_name'])
    .where('d.id', '=', id)
    .where('d.opens_at', '<=', sql<Date>`now()`)
    .executeTakeFirst()
}

/** Stores the bank's decision, once. */
export async function endDispute(
  ledger: Ledger,
  id: string,
  status: Exclude<DisputeStatus, 'open'>,
): Promise<void> {
  await ledger
    .updateTable('disputes')
    .set({ status, ended_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('status', '=', 'open')
    .execute()
}
