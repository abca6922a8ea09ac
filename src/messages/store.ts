/** All SQL of messages, and of the local adapters' kept ones. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import type { Channel, Database } from '../db/schema.ts'
import { newId } from '../ids.ts'
import type { MessageStatus } from '../requests/lifecycle.ts'

export function insertMessage(trx: Trx, requestId: string, purpose: 'request', channel: Channel, recipient: string) {
  return trx
    .insertInto('messages')
    .values({ id: newId('msg'), request_id: requestId, purpose, channel, recipient })
    .returning('id')
    .executeTakeFirstOrThrow()
}

/** Undefined when the message was not in that status: somebody else has it, or had it. */
export function moveMessage(db: Db, id: string, from: MessageStatus, to: MessageStatus, ref: string | null = null) {
  return db
    .updateTable('messages')
    .set({ status: to, updated_at: sql<Date>`now()` })
    .$if(ref !== null, (query) => query.set({ provider_ref: ref }))
    .where('id', '=', id)
    .where('status', '=', from)
    .returning(['id', 'request_id'])
    .executeTakeFirst()
}

export type Dispatch = NonNullable<Awaited<ReturnType<typeof findDispatch>>>

/** A message with all that its text is made of. */
export function findDispatch(db: Db, id: string) {
  return db
    .selectFrom('messages')
    .innerJoin('payment_requests as r', 'r.id', 'messages.request_id')
    .innerJoin('merchants as m', 'm.id', 'r.merchant_id')
    .select([
      'messages.id as message_id',
      'messages.channel',
      'messages.recipient',
      'r.id',
      'r.token',
      'r.mode',
      'r.amount_cents',
      'r.description',
      'r.reference',
      'r.language',
      'r.expires_at',
      'm.trade_name as merchant_name',
      'm.contact_email',
      'm.contact_phone',
      'm.sms_sender',
    ])
    .where('messages.id', '=', id)
    .executeTakeFirst()
}

type LocalMessage = Pick<
  Database['local_messages'],
  'message_id' | 'channel' | 'recipient' | 'sender' | 'reply_to' | 'subject' | 'body_text' | 'body_html'
>

/** Taking the same message twice keeps it once, as a provider with idempotency would. */
export async function keepLocalMessage(db: Db, message: LocalMessage): Promise<void> {
  await db
    .insertInto('local_messages')
    .values(message)
    .onConflict((conflict) => conflict.column('message_id').doNothing())
    .execute()
}

export function listLocalMessages(db: Db) {
  return db.selectFrom('local_messages').selectAll().orderBy('id', 'desc').limit(200).execute()
}

export function findLocalMessage(db: Db, id: string) {
  return db.selectFrom('local_messages').selectAll().where('id', '=', id).executeTakeFirst()
}
