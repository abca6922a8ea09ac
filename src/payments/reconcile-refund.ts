/** Finds out what became of a refund, and records it. Safe to repeat, in any order and by any process. */
import type { Kysely } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { Database } from '../db/schema.ts'
import { forEachAtOnce } from '../domain/at-once.ts'
import type { Gateway, Gateways, KnownCharge } from '../domain/gateway.ts'
import type { MovementKind, RefundFailure } from '../domain/movement.ts'
import type { RefundOutcome } from '../domain/refund.ts'
import { hastenLook } from './look-store.ts'
import { recordRefund } from './record-refund.ts'
import { findRefundsToCheck, type OpenRefund, postponeRefundCheck } from './refund-store.ts'

/**
 * Gateways may forget an idempotency key after 24 hours (https://docs.stripe.com/api/idempotent_requests). So a
 * refund is not asked for again after 23 hours, and one that the gateway does not know after 25 hours does not exist.
 */
const repeatForSeconds = 23 * 3600
const giveUpAfterSeconds = 25 * 3600
const minutesBetweenChecks = [1, 5, 15, 60]

type RefundedCharge = Pick<OpenRefund, 'gateway' | 'charge' | 'charge_ref'>

/** The keys are gone, or those of another account: nothing more can be learnt with them, and nothing given back. */
const otherAccount = 'other_account'

/**
 * Asks what became of the refund, and asks for it again when the gateway does not know it. Records the answer and
 * returns it; undefined when there is none yet. Throws when the gateway does not answer.
 */
export async function reconcileRefund(
  db: Kysely<Database>,
  gateways: Gateways,
  refund: OpenRefund,
): Promise<RefundOutcome | undefined> {
  const gateway = await gateways.forAttempt(refund)
  const outcome = gateway ? await findOutcome(gateway, refund) : lost(otherAccount)
  if (!outcome) return undefined
  await recordRefund(db, refund, outcome)
  if (outcome.failure) await lookForCause(db, refund, outcome.failure)
  return outcome
}

async function findOutcome(gateway: Gateway, refund: OpenRefund): Promise<RefundOutcome | undefined> {
  const wanted = { refundId: refund.id, amountCents: refund.amount_cents, charge: chargeOf(refund) }
  if (refund.checks === 0 && !refund.is_from_gateway) return gateway.refund(wanted)
  if ((await gateway.findRefundObstacle(wanted.charge)) === otherAccount) return lost(otherAccount)
  if (refund.is_from_gateway) return findBegunThere(gateway, refund.gateway_ref!)
  const found = await gateway.findRefund({ ...wanted, ref: refund.gateway_ref })
  if (found) return found
  if (refund.age_seconds < repeatForSeconds) return gateway.refund(wanted)
  return refund.age_seconds > giveUpAfterSeconds ? lost('not_taken') : undefined
}

async function findBegunThere(gateway: Gateway, ref: string): Promise<RefundOutcome | undefined> {
  const found = await gateway.findMovement('refund', ref)
  return found?.kind === 'refund' ? found : undefined
}

const lost = (failure: RefundFailure): RefundOutcome => ({ status: 'failed', ref: null, failure })

const causes: Partial<Record<RefundFailure, MovementKind>> = {
  already_refunded: 'refund',
  partly_refunded: 'refund',
  disputed: 'dispute',
}

/** The gateway knows of a refund or a dispute that we have not heard of: the next look is due now. */
async function lookForCause(db: Db, { gateway, charge }: RefundedCharge, failure: RefundFailure) {
  const kind = causes[failure]
  if (kind) await hastenLook(db, { gateway, merchantId: charge.merchantId, mode: charge.mode }, kind)
}

export function chargeOf({ charge, charge_ref }: RefundedCharge): KnownCharge {
  return { ...charge, ref: charge_ref }
}

/** Asks about all refunds whose result is not known. What could not be asked goes to `report`. */
export async function reconcileOpenRefunds(
  db: Kysely<Database>,
  gateways: Gateways,
  report: (error: unknown, refundId: string) => void,
): Promise<void> {
  await forEachAtOnce(await findRefundsToCheck(db, 200), 20, async (refund) => {
    await postponeRefundCheck(db, refund.id, (minutesBetweenChecks[refund.checks] ?? 60) * 60)
    const asked = { ...refund, checks: refund.checks + 1 }
    await reconcileRefund(db, gateways, asked).catch((error) => report(error, refund.id))
  })
}
