/** Finds out what became of a refund, and records it. Safe to repeat, in any order and by any process. */
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { Gateways } from '../domain/gateway.ts'
import { recordRefund } from './record-refund.ts'
import { findRefundsToCheck, type OpenRefund, postponeRefundCheck } from './refund-store.ts'

/**
 * Gateways may forget an idempotency key after 24 hours (https://docs.stripe.com/api/idempotent_requests). So a
 * refund is not asked for again after 23 hours, and one that the gateway does not know after 25 hours does not exist.
 */
const repeatForSeconds = 23 * 3600
const giveUpAfterSeconds = 25 * 3600
const minutesBetweenChecks = [1, 5, 15, 60]

/**
 * Asks what became of the refund, and asks for it again when the gateway does not know it. Throws when the gateway
 * does not answer.
 */
export async function reconcileRefund(
  db: Kysely<Database>,
  gateways: Gateways,
  refund: OpenRefund,
): Promise<void> {
  const gateway = await gateways.forAttempt(refund)
  if (!gateway) throw new Error(`refund ${refund.id} needs ${refund.gateway}, which is not set up any more`)
  const wanted = {
    refundId: refund.id,
    amountCents: refund.amount_cents,
    charge: { ...refund.charge, ref: refund.charge_ref },
  }
  const found =
    refund.checks > 0 ? await gateway.findRefund({ ...wanted, ref: refund.gateway_ref }) : undefined
  const isFresh = refund.age_seconds < repeatForSeconds
  const isOver = refund.age_seconds > giveUpAfterSeconds
  const unheardOf = isOver ? ({ status: 'failed', ref: null } as const) : undefined
  const outcome = found ?? (isFresh ? await gateway.refund(wanted) : unheardOf)
  if (outcome) await recordRefund(db, refund, outcome)
}

/** Asks about all refunds whose result is not known. What could not be asked goes to `report`. */
export async function reconcileOpenRefunds(
  db: Kysely<Database>,
  gateways: Gateways,
  report: (error: unknown, refundId: string) => void,
): Promise<void> {
  for (const refund of await findRefundsToCheck(db, 200)) {
    await postponeRefundCheck(db, refund.id, (minutesBetweenChecks[refund.checks] ?? 60) * 60)
    const asked = { ...refund, checks: refund.checks + 1 }
    await reconcileRefund(db, gateways, asked).catch((error) => report(error, refund.id))
  }
}
