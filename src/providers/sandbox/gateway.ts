/** A gateway that takes no money. The card decides the outcome, and the ledger remembers it, as a bank would. */

import type { Charge, Gateway } from '../../domain/gateway.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { RefundOutcome } from '../../domain/refund.ts'
import { paths } from '../../web/paths.ts'
import type { CardOutcome, SandboxCard } from './cards.ts'
import { announceDispute } from './dispute-ledger.ts'
import { feeOf } from './fees.ts'
import { sandboxForm } from './form.ts'
import {
  cancelCharge,
  findCharge,
  type Ledger,
  type LedgerCharge,
  type NewCharge,
  type Opening,
  recordCharge,
} from './ledger.ts'
import { findMovement, listMovements } from './movement-ledger.ts'
import { findRefundStatus, recordRefund } from './refund-ledger.ts'

/** The test bank is a page of this server, so a challenge's URL is a path. */
export function createSandbox(ledger: Ledger): Gateway<SandboxCard> {
  return {
    name: 'sandbox',
    form: sandboxForm,
    reopensChallenge: false,
    minutesToPay: 15,
    async pay(charge, card) {
      const recorded = await recordCharge(ledger, newCharge(charge, card))
      if (isForAnotherAmount(recorded, charge)) {
        throw new Error(`attempt ${charge.attemptId} is already charged with another amount`)
      }
      if (card.outcome === 'disputed') await announceDispute(ledger, recorded, charge.merchantId)
      if (card.outcome === 'lost_answer')
        throw new Error('the sandbox took the payment, and its answer was lost')
      return readOutcome(recorded)
    },
    async find({ attemptId }) {
      const charge = await findCharge(ledger, attemptId)
      return charge && readOutcome(charge)
    },
    cancel: async ({ attemptId }) => readOutcome(await cancelCharge(ledger, attemptId)),
    findRefundObstacle: async ({ attemptId }) =>
      (await findCharge(ledger, attemptId)) ? undefined : 'other_account',
    refund: async ({ refundId, amountCents, charge }) =>
      refundOutcome(refundId, await recordRefund(ledger, refundId, charge, amountCents)),
    async findRefund({ refundId }) {
      const status = await findRefundStatus(ledger, refundId)
      return status && refundOutcome(refundId, status)
    },
    // The ledger is in our own database, so asking costs little.
    minutesBetweenLooks: 1,
    listMovements: (search) => listMovements(ledger, search),
    findMovement: (kind, ref) => findMovement(ledger, kind, ref),
    findFee: async (movement) => ({ is: 'known', cents: feeOf(movement) }),
  }
}

/** The test bank refuses only what is more than is left. */
function refundOutcome(ref: string, status: RefundOutcome['status']): RefundOutcome {
  return status === 'failed' ? { status, ref, failure: 'partly_refunded' } : { status, ref }
}

function newCharge(charge: Charge, card: SandboxCard): NewCharge {
  return {
    ...openingOf(card.outcome),
    attempt_id: charge.attemptId,
    amount_cents: charge.amountCents,
    card_brand: card.brand,
    card_last4: card.last4,
    merchant_name: charge.merchantName,
    language: charge.language,
    return_url: charge.returnUrl,
  }
}

function openingOf(outcome: CardOutcome): Opening {
  if (outcome === 'paid' || outcome === 'lost_answer' || outcome === 'disputed')
    return { status: 'succeeded', failure_code: null }
  if (outcome === 'challenge') return { status: 'challenged', failure_code: null }
  return { status: 'failed', failure_code: outcome }
}

/** A tombstone has no amount, so it cannot differ. */
function isForAnotherAmount(recorded: LedgerCharge, charge: Charge): boolean {
  return recorded.amount_cents !== null && recorded.amount_cents !== charge.amountCents
}

/** The table's check constraints guarantee the columns that are asserted here (`!`). */
function readOutcome(charge: LedgerCharge): Outcome {
  const card = { brand: charge.card_brand!, last4: charge.card_last4! }
  switch (charge.status) {
    case 'succeeded':
      return { status: 'succeeded', capturedCents: charge.amount_cents!, card, ref: charge.id }
    case 'challenged':
      return { status: 'challenged', askedBy: 'bank', url: paths.testBank(charge), ref: charge.id }
    case 'failed':
      return { status: 'failed', code: charge.failure_code!, card, ref: charge.id }
    case 'cancelled':
      return { status: 'cancelled' }
  }
}
