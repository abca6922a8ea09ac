/** The test bank's side of the demo: its charges, and what was given back or contested of them. */
import { createPool } from '../db/connect.ts'
import { openLedger } from '../providers/sandbox/ledger.ts'
import type { Tale } from './tale.ts'

export async function writeLedger(databaseUrl: string, tales: Tale[]): Promise<void> {
  const ledger = openLedger(createPool(databaseUrl, { max: 1 }))
  await ledger
    .insertInto('charges')
    .values(tales.flatMap((tale) => tale.charges))
    .execute()
  await ledger.insertInto('refunds').values(tales.flatMap(givenBackOf)).execute()
  await ledger.insertInto('disputes').values(tales.flatMap(contestedOf)).execute()
  await ledger.destroy()
}

function givenBackOf({ refunds, charges, teller }: Tale) {
  return refunds.map(({ id, amount_cents, updated_at }) => ({
    id,
    charge_id: charges.at(-1)!.id,
    merchant_id: teller.merchantId,
    amount_cents,
    status: 'succeeded' as const,
    created_at: updated_at as Date,
  }))
}

function contestedOf({ disputes, charges, teller }: Tale) {
  return disputes.map(({ gateway_ref, amount_cents, status, created_at, updated_at, answer_by }) => ({
    id: gateway_ref,
    charge_id: charges.at(-1)!.id,
    merchant_id: teller.merchantId,
    amount_cents,
    status,
    opens_at: created_at as Date,
    answer_by: (answer_by ?? created_at) as Date,
    ended_at: status === 'open' ? null : (updated_at as Date),
  }))
}
