/** SQL of the test bank's disputes: the customer's card decides that there is one, the merchant how it ends. */
import { sql } from 'kysely'
import type { Ledger, LedgerCharge } from './ledger.ts'

/** The customer of this charge contests it in a minute, and the merchant has a week to answer. Once for each charge. */
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
