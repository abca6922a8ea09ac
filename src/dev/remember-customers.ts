import type { Trx } from '../db/connect.ts'
import type { Tale } from './tale.ts'

/** What sending leaves beside the requests: the addresses to suggest, and those that nothing is sent to any more. */
export async function rememberCustomers(trx: Trx, tales: Tale[]): Promise<void> {
  const last = new Map(tales.map(({ request }) => [request.email ?? request.phone!, request]))
  const customers = Array.from(last, ([address, { merchant_id, mode, channel, created_at }]) => ({
    merchant_id,
    mode,
    channel,
    address,
    last_asked_at: created_at,
  }))
  const bounced = tales.flatMap(({ messages, teller }) =>
    messages.flatMap(({ status, recipient, failure_reason }) =>
      status === 'bounced' ? { merchant_id: teller.merchantId, recipient, reason: failure_reason! } : [],
    ),
  )
  await trx.insertInto('customers').values(customers).execute()
  await trx.insertInto('suppressions').values(bounced).execute()
}
