/** What Stripe says of a refund, in our words. */
import Stripe from 'stripe'
import type { RefundFailure } from '../../domain/movement.ts'
import type { RefundOutcome } from '../../domain/refund.ts'
import { isAbout, KeyRefused } from './client.ts'

/** https://docs.stripe.com/error-codes */
const byCode: Record<string, RefundFailure> = {
  amount_too_large: 'partly_refunded',
  balance_insufficient: 'balance_insufficient',
  charge_already_refunded: 'already_refunded',
  charge_disputed: 'disputed',
  charge_not_refundable: 'too_old',
  insufficient_funds: 'balance_insufficient',
  refund_disputed_payment: 'disputed',
}

/** Undefined when the error does not say that Stripe has refused: then nobody knows what it did. */
export function refusalOf(error: unknown): RefundFailure | undefined {
  if (error instanceof KeyRefused) return 'not_allowed'
  if (isAbout(error, 404)) return 'other_account'
  const { StripeInvalidRequestError, StripeCardError } = Stripe.errors
  if (!(error instanceof StripeInvalidRequestError || error instanceof StripeCardError)) return undefined
  // Stripe names no code for an amount above what is left of the charge.
  if (error.param === 'amount') return 'partly_refunded'
  return byCode[error.code ?? ''] ?? 'other'
}

const byReason: Record<string, RefundFailure> = {
  charge_for_pending_refund_disputed: 'disputed',
  insufficient_funds: 'balance_insufficient',
  merchant_request: 'cancelled',
}

/** https://docs.stripe.com/refunds#failed-refunds */
export function endingOf({
  status,
  failure_reason: reason = '',
}: Stripe.Refund): Pick<RefundOutcome, 'status' | 'failure'> {
  if (status === 'succeeded') return { status }
  if (status === 'canceled') return { status: 'failed', failure: 'cancelled' }
  if (status === 'failed') return { status, failure: byReason[reason] ?? 'returned' }
  return { status: 'pending' }
}
