import {
  listCustomerAttempts,
  listCustomerDisputes,
  listCustomerMessages,
  listCustomerRefunds,
  listCustomerRequests,
  listTraces,
} from '../../customers/data-store.ts'
import type { Db } from '../../db/connect.ts'
import type { Address } from '../../domain/address.ts'
import type { SignedIn } from '../../domain/signed-in.ts'

/**
 * Everything kept of one customer, to hand over to them (GDPR, articles 15 and 20): integer cents, UTC instants.
 * Undefined when nothing is kept.
 */
export async function collectData(db: Db, merchant: SignedIn, customer: Address) {
  const requests = await listCustomerRequests(db, merchant.id, customer)
  const traces = await listTraces(db, merchant.id, customer)
  if (requests.length === 0 && Object.values(traces).flat().length === 0) return undefined
  const ids = requests.map(({ id }) => id)
  const [messages, attempts, refunds, disputes] = [
    await listCustomerMessages(db, merchant.id, customer),
    await listCustomerAttempts(db, merchant.id, ids),
    await listCustomerRefunds(db, merchant.id, ids),
    await listCustomerDisputes(db, merchant.id, ids),
  ]
  const ofRequest = <Row extends { request_id: string }>(rows: Row[], id: string) =>
    rows.filter((row) => row.request_id === id).map(({ request_id, ...row }) => row)
  return {
    merchant: merchant.trade_name,
    customer: customer.address,
    currency: 'EUR',
    ...traces,
    requests: requests.map(({ email, phone, ...request }) => ({
      ...request,
      // False when the address was corrected since: the request now goes to somebody else.
      is_addressed_to_customer: (email ?? phone)?.toLowerCase() === customer.address.toLowerCase(),
      messages: ofRequest(messages, request.id),
      attempts: ofRequest(attempts, request.id),
      refunds: ofRequest(refunds, request.id),
      disputes: ofRequest(disputes, request.id),
    })),
  }
}
