/** What the search reads: terms of each request, customers, and requests whose terms have to be made again. */
import type { Generated } from 'kysely'
import type { Channel, Mode } from '../domain/words.ts'

/** The terms by which a request is found, kept by a trigger on `payment_requests`: docs/search.md. */
export interface RequestTermTable {
  request_id: string
  created_at: Date
  terms: string
}

/** One row while terms are to be made again: up to `after_id` it is done. */
export interface RequestRelistingTable {
  after_id: string
}

/** The addresses a merchant has asked for money, suggested while the merchant types. */
export interface CustomerTable {
  merchant_id: string
  mode: Mode
  channel: Channel
  address: string
  last_asked_at: Generated<Date>
}
