/** Which page a link shows: one template for each state. */
import { attemptsInFlight } from '../domain/request-lifecycle.ts'
import type { Bill } from '../requests/bill-store.ts'

/** `isBack`: the customer comes from the gateway's page, which says that they paid; we have not heard of it yet. */
export function pageOf(bill: Pick<Bill, 'status' | 'attempt_status'>, isBack: boolean) {
  if (bill.status !== 'pending') return `pay/${bill.status}` as const
  const isOpen = isBack && bill.attempt_status === 'challenged'
  return isOpen || isInFlight(bill) ? 'pay/confirming' : 'pay/payable'
}

function isInFlight({ attempt_status }: Pick<Bill, 'attempt_status'>): boolean {
  return attemptsInFlight.some((status) => status === attempt_status)
}
