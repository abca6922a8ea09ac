/** SQL of messages: claiming them, moving their status, reading them. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import type { FailureReason } from '../domain/failures.ts'
import { isProblem, isTaken, type MessageStatus, statusesBefore } from '../domain/message-lifecycle.ts'

const known = ['id', 'request_id', 'status', 'channel', 'recipient', 'tries', 'updated_at'] as const

export const ageSeconds = sql<number>`extract(epoch from now() - created_at)::integer`.as('age_seconds')

/**
 * Claims the message: only who gets it may send it. Undefined when it is not queued, so that somebody else sends it
 * or has.
 */
export function claimMessage(db: Db, id: string) {
  return db
    .updateTable('messages')
    .set({ status: 'sending', tries: sql`tries + 1`, handed_at: null, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .returning(['id', 'request_id', 'tries', ageSeconds])
    .executeTakeFirst()
}

/** Notes that the message leaves us now. False when it is not this try's any more: it was given up meanwhile. */
export async function markHanded(db: Db, { id, tries }: { id: string; tries: number }): Promise<boolean> {
  const marked = await db
    .updateTable('messages')
    .set({ handed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('tries', '=', tries)
    .where('status', '=', 'sending')
    .returning('id')
    .executeTakeFirst()
  return marked !== undefined
}

/**
 * Queues the message again, after the provider has surely not taken it. Undefined when it is not this try's any more.
 */
export function postponeMessage(trx: Trx, { id, tries }: { id: string; tries: number }, seconds: number) {
  return trx
    .updateTable('messages')
    .set({
      status: 'queued',
      handed_at: null,
      next_try_at: sql<Date>`now() + make_interval(secs => ${seconds})`,
      updated_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .where('tries', '=', tries)
    .where('status', 'in', ['sending', 'uncertain'])
    .returning(['id', 'request_id', 'channel'])
    .executeTakeFirst()
}

/** Moves the status up in rank, never down. Undefined when the message has this status or a later one. */
export function advanceMessage(
  trx: Trx,
  id: string,
  to: MessageStatus,
  { ref = null, reason = null }: { ref?: string | null; reason?: FailureReason | null } = {},
) {
  return trx
    .updateTable('messages')
    .set({ status: to, failure_reason: reason, updated_at: sql<Date>`now()` })
    .$if(ref !== null, (query) => query.set({ provider_ref: ref }))
    .where('id', '=', id)
    .where((eb) =>
      eb.or([
        eb('status', 'in', statusesBefore(to)),
        // `not_taken` was our own conclusion, when the provider had not listed the message yet. Its later report
        // knows better.
        ...(isTaken(to)
          ? [eb.and([eb('status', '=', 'failed'), eb('failure_reason', '=', 'not_taken')])]
          : []),
      ]),
    )
    .returning(['id', 'request_id', 'purpose', 'channel', 'recipient'])
    .executeTakeFirst()
}

/** Sets the flag the list shows: whether the last message to the customer needs the merchant's attention. */
export async function flagRequest(trx: Trx, requestId: string, status: MessageStatus): Promise<void> {
  await trx
    .updateTable('payment_requests')
    .set({ message_problem: isProblem(status) ? status : null })
    .where('id', '=', requestId)
    .execute()
}

/** The customer's newest message that asks for money, without those that became pointless before they left. */
export function findLastAsk(db: Db, requestId: string) {
  return selectLastAsk(db, requestId).executeTakeFirst()
}

export function selectLastAsk(db: Db, requestId: string) {
  return db
    .selectFrom('messages')
    .select(['id', 'status', 'failure_reason', 'recipient', 'channel'])
    .where('request_id', '=', requestId)
    .where('purpose', 'in', ['request', 'reminder'])
    .where('failure_reason', 'is distinct from', 'obsolete')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
}

export function findMessage(db: Db, id: string) {
  return db
    .selectFrom('messages')
    .select([...known, ageSeconds])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** `ref`: the provider's own id. */
export function findMessageByRef(db: Db, ref: string) {
  return db.selectFrom('messages').select(known).where('provider_ref', '=', ref).executeTakeFirst()
}

/** The channel and the address of the request's customer. */
export async function findRecipient(db: Db, requestId: string) {
  const { email, phone, ...request } = await db
    .selectFrom('payment_requests')
    .select(['merchant_id', 'channel', 'email', 'phone'])
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow()
  return { ...request, recipient: (email ?? phone)! }
}

/** Whether a message that asks for money was sent, or may have been. */
export async function wasWrittenTo(db: Db, requestId: string): Promise<boolean> {
  const message = await db
    .selectFrom('messages')
    .select('id')
    .where('request_id', '=', requestId)
    .where('purpose', 'in', ['request', 'reminder'])
    .where('status', 'in', ['sending', 'sent', 'delivered', 'uncertain'])
    .executeTakeFirst()
  return message !== undefined
}
