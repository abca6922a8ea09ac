/** Which page a link shows: one template for each state. */
import { attemptsInFlight } from '../requests/lifecycle.ts'
import type { Bill } from './bill-store.ts'

export function pageOf(bill: Pick<Bill, 'status' | 'attempt_status'>): string {
  if (bill.status !== 'pending') return `checkout/${bill.status}`
  return isInFlight(bill) ? 'checkout/confirming' : 'checkout/payable'
}

function isInFlight({ attempt_status }: Pick<Bill, 'attempt_status'>): boolean {
  return attemptsInFlight.some((status) => status === attempt_status)
}
