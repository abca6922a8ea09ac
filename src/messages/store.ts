/** SQL of messages: claimed, moved up. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import type { FailureReason } from '../domain/failures.ts'
import { isProblem, isTaken, type MessageStatus, statusesBefore } from '../domain/message-lifecycle.ts'

/** Undefined when it is not queued: somebody else sends it, or has. Whoever gets it sends it, and nobody else does. */
export function claimMessage(db: Db, id: string) {
  return db
    .updateTable('messages')
    .set({ status: 'sending', tries: sql`tries + 1`, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .returning([
      'id',
      'tries',
      sql<number>`extract(epoch from now() - created_at)::integer`.as('age_seconds'),
    ])
    .executeTakeFirst()
}

/** The provider surely has not taken it: back in the queue. */
export function postponeMessage(trx: Trx, id: string, seconds: number) {
  return trx
    .updateTable('messages')
    .set({
      status: 'queued',
      next_try_at: sql<Date>`now() + make_interval(secs => ${seconds})`,
      updated_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .where('status', '=', 'sending')
    .returning('id')
    .executeTakeFirst()
}

/** Up, never down: undefined when the message is there already, or further. */
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
        // Our own guess, from a provider that had not listed it yet: its report that it took it knows better.
        ...(isTaken(to)
          ? [eb.and([eb('status', '=', 'failed'), eb('failure_reason', '=', 'not_taken')])]
          : []),
      ]),
    )
    .returning(['id', 'request_id', 'purpose', 'channel', 'recipient'])
    .executeTakeFirst()
}

/** Whether the last message to the customer needs the merchant: what the list flags, kept beside the request. */
export async function flagRequest(trx: Trx, requestId: string, status: MessageStatus): Promise<void> {
  await trx
    .updateTable('payment_requests')
    .set({ message_problem: isProblem(status) ? status : null })
    .where('id', '=', requestId)
    .execute()
}

/** The newest of the customer's messages that ask for money. */
export function findLastAsk(db: Db, requestId: string) {
  return db
    .selectFrom('messages')
    .select(['id', 'status', 'failure_reason', 'recipient', 'channel'])
    .where('request_id', '=', requestId)
    .where('purpose', 'in', ['request', 'reminder'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

const known = ['id', 'request_id', 'status', 'channel', 'recipient', 'updated_at'] as const

export function findMessage(db: Db, id: string) {
  return db.selectFrom('messages').select(known).where('id', '=', id).executeTakeFirst()
}

export function findMessageByRef(db: Db, ref: string) {
  return db.selectFrom('messages').select(known).where('provider_ref', '=', ref).executeTakeFirst()
}

/** Where the request's customer is to be reached. */
export async function findRecipient(db: Db, requestId: string) {
  const { email, phone, ...request } = await db
    .selectFrom('payment_requests')
    .select(['merchant_id', 'channel', 'email', 'phone'])
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow()
  return { ...request, recipient: (email ?? phone)! }
}

/** Whether a message that asks for money has left, or may have. */
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
