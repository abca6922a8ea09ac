import {
  listCustomerAttempts,
  listCustomerDisputes,
  listCustomerMessages,
  listCustomerRefunds,
  listCustomerRequestIds,
  listCustomerRequests,
  listTraces,
} from '../../customers/data-store.ts'
import type { Db } from '../../db/connect.ts'
import type { Address } from '../../domain/address.ts'
import type { SignedIn } from '../../domain/signed-in.ts'

export type Kept = NonNullable<Awaited<ReturnType<typeof findData>>>

/** Where something is kept of one customer. Undefined when nothing is. */
export async function findData(db: Db, merchant: SignedIn, customer: Address) {
  const [requestIds, traces] = await Promise.all([
    listCustomerRequestIds(db, merchant.id, customer),
    listTraces(db, merchant.id, customer),
  ])
  if (requestIds.length === 0 && Object.values(traces).flat().length === 0) return undefined
  return { customer, requestIds, traces }
}

const requestsAtOnce = 250

/**
 * Yields the JSON of everything kept of one customer, to hand over to them (GDPR, articles 15 and 20): integer cents,
 * UTC instants. Only some requests are in memory at a time.
 */
export async function* writeData(
  db: Db,
  merchant: SignedIn,
  { customer, requestIds, traces }: Kept,
): AsyncGenerator<string> {
  const head = { merchant: merchant.trade_name, customer: customer.address, currency: 'EUR', ...traces }
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "requests": [`
  for (let at = 0; at < requestIds.length; at += requestsAtOnce) {
    const ids = requestIds.slice(at, at + requestsAtOnce)
    const requests = await collectRequests(db, merchant.id, customer, ids)
    yield (at > 0 ? ',' : '') + requests.map((request) => `\n    ${JSON.stringify(request)}`).join(',')
  }
  yield '\n  ]\n}\n'
}

async function collectRequests(db: Db, merchantId: string, customer: Address, ids: string[]) {
  const [requests, messages, attempts, refunds, disputes] = await Promise.all([
    listCustomerRequests(db, merchantId, ids),
    listCustomerMessages(db, merchantId, customer, ids).then(byRequest),
    listCustomerAttempts(db, merchantId, ids).then(byRequest),
    listCustomerRefunds(db, merchantId, ids).then(byRequest),
    listCustomerDisputes(db, merchantId, ids).then(byRequest),
  ])
  return requests.map(({ email, phone, ...request }) => ({
    ...request,
    // False when the address was corrected since: the request now goes to somebody else.
    is_addressed_to_customer: (email ?? phone)?.toLowerCase() === customer.address.toLowerCase(),
    messages: messages(request.id),
    attempts: attempts(request.id),
    refunds: refunds(request.id),
    disputes: disputes(request.id),
  }))
}

function byRequest<Row extends { request_id: string }>(rows: Row[]) {
  const grouped = Map.groupBy(rows, ({ request_id }) => request_id)
  return (id: string) => (grouped.get(id) ?? []).map(({ request_id, ...row }) => row)
}
