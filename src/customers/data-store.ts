/** SQL that reads everything kept about one customer of a merchant, in both modes. */
import { type ExpressionBuilder, sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { Database } from '../db/schema.ts'
import type { Address } from '../domain/address.ts'

type WithRequest = ExpressionBuilder<Database & { r: Database['payment_requests'] }, 'r'>

/** A condition on `payment_requests as r`. E-mail addresses are compared without regard to case. */
export function isAddressedTo({ channel, address }: Address) {
  return (eb: WithRequest) =>
    channel === 'email'
      ? eb(sql<string>`lower(r.email)`, '=', address.toLowerCase())
      : eb('r.phone', '=', address)
}

/**
 * The request is addressed to the customer now, or one of its messages went to them before the address was corrected.
 */
function isAbout(customer: Address) {
  return (eb: WithRequest) =>
    eb.or([
      isAddressedTo(customer)(eb),
      eb.exists(
        eb
          .selectFrom('messages as m')
          .select('m.id')
          .whereRef('m.request_id', '=', 'r.id')
          .where(sql<string>`lower(m.recipient)`, '=', customer.address.toLowerCase()),
      ),
    ])
}

/** Oldest first. They come as one JSON value: tens of thousands of rows would block the event loop. */
export async function listCustomerRequestIds(
  db: Db,
  merchantId: string,
  customer: Address,
): Promise<string[]> {
  const { ids } = await db
    .selectFrom('payment_requests as r')
    .select(sql<string[]>`coalesce(json_agg(r.id order by r.created_at, r.id), '[]')`.as('ids'))
    .where('r.merchant_id', '=', merchantId)
    .where(isAbout(customer))
    .executeTakeFirstOrThrow()
  return ids
}

/** These requests, if they are the merchant's. Oldest first, like all lists below. */
export function listCustomerRequests(db: Db, merchantId: string, ids: string[]) {
  return db
    .selectFrom('payment_requests as r')
    .select([
      'r.id',
      'r.mode',
      'r.amount_cents',
      'r.channel',
      'r.email',
      'r.phone',
      'r.language',
      'r.description',
      'r.message',
      'r.reference',
      'r.status',
      'r.created_at',
      'r.expires_on',
      'r.paid_at',
    ])
    .where('r.merchant_id', '=', merchantId)
    .where(sql<boolean>`r.id = any(${ids})`)
    .orderBy('r.created_at')
    .orderBy('r.id')
    .execute()
}

/** Only the messages to this customer: the same request may also have been sent to somebody else by mistake. */
export function listCustomerMessages(db: Db, merchantId: string, { address }: Address, requestIds: string[]) {
  return db
    .selectFrom('messages as m')
    .innerJoin('payment_requests as r', 'r.id', 'm.request_id')
    .select(['m.request_id', 'm.purpose', 'm.channel', 'm.recipient', 'm.status', 'm.created_at'])
    .where('r.merchant_id', '=', merchantId)
    .where(sql<boolean>`r.id = any(${requestIds})`)
    .where(sql<string>`lower(m.recipient)`, '=', address.toLowerCase())
    .orderBy('m.created_at')
    .execute()
}

/** Where else the address is kept: as a suggestion, as a suppression, in lines of imported files. */
export async function listTraces(db: Db, merchantId: string, { address }: Address) {
  const mailbox = address.toLowerCase()
  const [suggestions, suppressions, import_lines] = await Promise.all([
    db
      .selectFrom('customers')
      .select(['mode', 'last_asked_at'])
      .where('merchant_id', '=', merchantId)
      .where(sql<string>`lower(address)`, '=', mailbox)
      .execute(),
    db
      .selectFrom('suppressions')
      .select(['reason', 'created_at'])
      .where('merchant_id', '=', merchantId)
      .where('recipient', '=', mailbox)
      .execute(),
    db
      .selectFrom('import_rows as w')
      .innerJoin('imports as i', 'i.id', 'w.import_id')
      .select(['i.file_name', 'w.line', 'w.ask'])
      .where('i.merchant_id', '=', merchantId)
      .where(sql<string>`lower(w.ask ->> 'recipient')`, '=', mailbox)
      .execute(),
  ])
  return { suggestions, suppressions, import_lines }
}

/** Attempts to pay these requests, if they are the merchant's. */
export function listCustomerAttempts(db: Db, merchantId: string, requestIds: string[]) {
  return db
    .selectFrom('attempts as a')
    .innerJoin('payment_requests as r', 'r.id', 'a.request_id')
    .select(['a.request_id', 'a.status', 'a.failure_code', 'a.card_brand', 'a.card_last4', 'a.created_at'])
    .where('r.merchant_id', '=', merchantId)
    .where(sql<boolean>`r.id = any(${requestIds})`)
    .orderBy('a.created_at')
    .execute()
}

export function listCustomerRefunds(db: Db, merchantId: string, requestIds: string[]) {
  return db
    .selectFrom('refunds as f')
    .innerJoin('payment_requests as r', 'r.id', 'f.request_id')
    .select(['f.request_id', 'f.amount_cents', 'f.status', 'f.created_at'])
    .where('r.merchant_id', '=', merchantId)
    .where(sql<boolean>`r.id = any(${requestIds})`)
    .orderBy('f.created_at')
    .execute()
}

export function listCustomerDisputes(db: Db, merchantId: string, requestIds: string[]) {
  return db
    .selectFrom('disputes as d')
    .innerJoin('payment_requests as r', 'r.id', 'd.request_id')
    .select(['d.request_id', 'd.amount_cents', 'd.reason', 'd.status', 'd.created_at'])
    .where('r.merchant_id', '=', merchantId)
    .where(sql<boolean>`r.id = any(${requestIds})`)
    .orderBy('d.created_at')
    .execute()
}
