/** Finding out what has become of a refund, and writing it down. Safe to repeat, in any order, by anyone. */
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { Gateways } from '../domain/gateway.ts'
import { recordRefund } from './record-refund.ts'
import { findRefundsToCheck, type OpenRefund, postponeRefundCheck } from './refund-store.ts'

/** Gateways forget an idempotency key after 24 hours: a refund is not repeated after 23, and not there after 25 it never was. */
const repeatForSeconds = 23 * 3600
const giveUpAfterSeconds = 25 * 3600
const minutesBetweenChecks = [1, 5, 15, 60]

/** Asks what has become of it, and asks for it again where the gateway has never heard of it. Throws when it does not answer. */
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

/** Asks for the ends that are not known. Reports what could not be asked. */
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
