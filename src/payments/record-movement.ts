/** Records a refund or dispute that the gateway reports, whoever started it. Safe to repeat, by any process. */
import type { Kysely } from 'kysely'
import { findNow } from '../db/clock.ts'
import type { Database } from '../db/schema.ts'
import type { Gateways } from '../domain/gateway.ts'
import type { Movement, MovementKind } from '../domain/movement.ts'
import type { Mode } from '../domain/words.ts'
import { lockRequest } from '../requests/change-store.ts'
import { type Attempt, findAttempt, hasOtherSuccess } from './attempt-store.ts'
import { Mismatch } from './mismatch.ts'
import { reconcileAttempt } from './reconcile-attempt.ts'
import { recordDispute } from './record-dispute.ts'
import { recordGatewayRefund } from './record-refund.ts'

/** A merchant's account at a gateway, in one mode. */
export interface Account {
  gateway: string
  merchantId: string
  mode: Mode
}

/**
 * Asks the gateway for the movement that a webhook named, and records it. Throws when the gateway does not answer or
 * contradicts our rows.
 */
export async function recordReportedMovement(
  db: Kysely<Database>,
  gateways: Gateways,
  account: Account,
  kind: MovementKind,
  ref: string,
): Promise<void> {
  const gateway = await gateways.forAttempt({ gateway: account.gateway, charge: account })
  if (!gateway) throw new Error(`${account.gateway} is not set up any more for ${account.merchantId}`)
  const askedAt = await findNow(db)
  const movement = await gateway.findMovement(kind, ref)
  if (movement) await recordMovement(db, gateways, account, movement, askedAt)
}

/**
 * Records a movement. `askedAt` is the database's time before the gateway was asked. One account at the gateway may
 * serve several merchants here: a movement of another merchant is ignored. Throws `Mismatch` when it contradicts our
 * rows.
 */
export async function recordMovement(
  db: Kysely<Database>,
  gateways: Gateways,
  account: Account,
  movement: Movement,
  askedAt: Date,
): Promise<void> {
  if (movement.charge.merchantId !== account.merchantId) return
  const attempt = await findAttempt(db, movement.charge.attemptId)
  if (attempt?.gateway !== account.gateway || attempt.charge.merchantId !== account.merchantId) return
  checkIsOf(attempt, account, movement)
  if (!(await isCaptured(db, gateways, attempt))) return
  await db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, attempt.request_id)
    if (!request) return
    if (movement.kind === 'refund') await recordGatewayRefund(trx, request, movement)
    else await recordDispute(trx, request, attempt.id, movement, askedAt)
  })
}

function checkIsOf(attempt: Attempt, { mode }: Account, { ref, kind, currency, charge }: Movement): void {
  const expected = { mode: attempt.charge.mode, of: mode, captured: attempt.amount_cents, currency: 'eur' }
  const found = { mode: charge.mode, of: attempt.charge.mode, captured: charge.capturedCents, currency }
  if (JSON.stringify(found) === JSON.stringify(expected)) return
  const difference = `${JSON.stringify(found)}, not ${JSON.stringify(expected)}`
  throw new Mismatch(`${kind} ${ref} of attempt ${attempt.id}: ${difference}`)
}

/**
 * Whether the attempt is paid. A refund or dispute may be heard of before the payment itself; then the gateway is
 * asked about the payment. Another attempt may have paid the request: then the merchant gives this second payment
 * back at the gateway, and we record nothing.
 */
async function isCaptured(db: Kysely<Database>, gateways: Gateways, attempt: Attempt): Promise<boolean> {
  if (attempt.status === 'succeeded') return true
  if (await hasOtherSuccess(db, attempt)) return false
  await reconcileAttempt(db, gateways, attempt.id)
  const settled = await findAttempt(db, attempt.id)
  if (settled?.status !== 'succeeded') throw new Error(`attempt ${attempt.id} is not known to be paid`)
  return true
}
