/** Chooses the page of a link: one view for each state. */
import { attemptsInFlight } from '../domain/request-lifecycle.ts'
import type { Bill } from '../requests/bill-store.ts'

/** `isBack`: the customer comes from the gateway's page after paying, and we may not have heard of the payment yet. */
export function choosePage(bill: Pick<Bill, 'status' | 'attempt_status'>, isBack: boolean) {
  if (bill.status !== 'pending') return `pay/${bill.status}` as const
  const isOpen = isBack && bill.attempt_status === 'challenged'
  return isOpen || isInFlight(bill) ? 'pay/confirming' : 'pay/payable'
}

function isInFlight({ attempt_status }: Pick<Bill, 'attempt_status'>): boolean {
  return attemptsInFlight.some((status) => status === attempt_status)
}
