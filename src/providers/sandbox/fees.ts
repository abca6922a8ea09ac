import type { PricedMovement } from '../../domain/fee.ts'

/**
 * What the test bank keeps, in integer cents: 1.4 % of a payment, rounded half up, and 25 cents; 15 € of a dispute.
 * It gives none of it back, and refunds cost nothing more.
 */
export function feeOf({ kind, amountCents }: Pick<PricedMovement, 'kind' | 'amountCents'>): number {
  if (kind === 'collected') return Math.floor((amountCents * 14 + 500) / 1000) + 25
  return kind === 'disputed' ? 1500 : 0
}
