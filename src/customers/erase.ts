import type { Kysely } from 'kysely'
import type { Trx } from '../db/connect.ts'
import type { Database } from '../db/schema.ts'
import type { Address } from '../domain/address.ts'
import type { EraseRefusal } from '../domain/erased.ts'
import { NotFound } from '../domain/errors.ts'
import type { SignedIn } from '../domain/signed-in.ts'
import { forgetAddress, forgetOldAddresses } from '../requests/customer-store.ts'
import { addToAll } from '../requests/history-store.ts'
import {
  eraseFromMessages,
  eraseFromRequests,
  hasMoneyUnderWay,
  lockCustomerRequests,
  lockOldRequests,
} from './erase-store.ts'

/**
 * Erases one customer from everything kept of a merchant's requests, in both modes (GDPR, article 17). Returns
 * undefined when done, else why not. Amounts, dates and identifiers stay, because accounting needs them. Throws
 * `NotFound` when nothing is kept about this customer.
 */
export function eraseCustomer(
  db: Kysely<Database>,
  merchant: SignedIn,
  customer: Address,
): Promise<EraseRefusal | undefined> {
  return db.transaction().execute(async (trx) => {
    const requests = await lockCustomerRequests(trx, merchant.id, customer)
    if (requests.some(({ status }) => status === 'pending')) return 'pending'
    if (await hasMoneyUnderWay(trx, requests)) return 'under_way'
    await erase(trx, requests, merchant.userId)
    const others = await eraseFromMessages(trx, merchant.id, customer)
    const isForgotten = await forgetAddress(trx, merchant.id, customer)
    if (requests.length === 0 && others === 0 && !isForgotten) throw new NotFound()
    return undefined
  })
}

const batch = 200

/**
 * Erases the customers of requests that ended more than `months` months ago: at most 200 requests in one call; the
 * next call takes more.
 */
export async function eraseOldCustomers(db: Kysely<Database>, months: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const requests = await lockOldRequests(trx, months, batch)
    await erase(trx, requests)
  })
  await forgetOldAddresses(db, months)
}

/** In parts, since a customer may have tens of thousands of requests: each statement must end in time. */
async function erase(trx: Trx, requests: { id: string }[], userId?: string): Promise<void> {
  for (let at = 0; at < requests.length; at += batch) {
    const ids = requests.slice(at, at + batch).map(({ id }) => id)
    await eraseFromRequests(trx, ids)
    await addToAll(trx, ids, { kind: 'customer_erased', actor: userId ? 'merchant' : 'system', userId })
  }
}
