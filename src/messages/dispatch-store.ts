/** SQL for sending: a message with all that its text needs, and messages that were left behind. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { prepare } from '../db/prepare.ts'
import { letterheadColumns } from '../domain/letterhead.ts'
import { ageSeconds } from './store.ts'

export type Dispatch = NonNullable<Awaited<ReturnType<typeof findDispatch>>>

/** A message, the values of its text, and what may forbid sending it. */
export async function findDispatch(db: Db, id: string) {
  const [dispatch] = await selectDispatch(db, { id })
  return dispatch
}

const selectDispatch = prepare(({ id }: { id: string }, db) =>
  db
    .selectFrom('messages')
    .innerJoin('payment_requests as r', 'r.id', 'messages.request_id')
    .innerJoin('merchants as m', 'm.id', 'r.merchant_id')
    .leftJoin('suppressions as s', (join) =>
      join
        .onRef('s.merchant_id', '=', 'r.merchant_id')
        .on('s.recipient', '=', sql<string>`lower(messages.recipient)`),
    )
    .leftJoin('messages as about', 'about.id', 'messages.about_message_id')
    .leftJoin('refunds as f', 'f.id', 'messages.refund_id')
    .leftJoin('disputes as d', 'd.id', 'messages.dispute_id')
    .leftJoin('users as reader', (join) =>
      join.on('reader.email', '=', sql<string>`lower(messages.recipient)`),
    )
    .select([
      'messages.id as message_id',
      'messages.purpose',
      'messages.channel',
      'messages.recipient',
      'messages.created_at',
      'messages.send_at',
      's.reason as suppression',
      'about.recipient as about_recipient',
      'about.failure_reason as about_reason',
      'r.id',
      'r.merchant_id',
      'r.token',
      'r.email',
      'r.phone',
      'r.mode',
      'r.amount_cents',
      'r.description',
      'r.message',
      'r.reference',
      'r.language',
      'r.expires_at',
      'r.paid_at',
      'r.paid_after',
      'f.amount_cents as refund_cents',
      'f.failure_reason as refund_failure',
      'd.amount_cents as dispute_cents',
      'd.reason as dispute_reason',
      'd.status as dispute_status',
      'd.answer_by as dispute_answer_by',
      ...letterheadColumns,
      'm.reply_to',
      'm.sms_sender',
      'm.sms_name',
      'reader.language as reader_language',
    ])
    .select([
      sql<boolean>`r.status = 'pending' and r.expires_at > now() and m.closed_at is null`.as('is_payable'),
      // Asked only for reminders: false after they were stopped, or the address was corrected.
      sql<boolean>`not r.reminders_stopped and messages.recipient = coalesce(r.email, r.phone)`.as(
        'is_wanted',
      ),
      sql<boolean>`exists (select from messages newer
        where newer.request_id = r.id and newer.purpose = 'request' and newer.created_at > messages.created_at)`.as(
        'was_sent_again',
      ),
      sql<Date>`now()`.as('now'),
    ])
    .where('messages.id', '=', id),
)

/** Messages whose job was lost with its process: still queued two minutes after they were due. */
export function findOverdueMessages(db: Db, most: number) {
  return db
    .selectFrom('messages')
    .select(['id', 'channel'])
    .where('status', '=', 'queued')
    .where('next_try_at', '<', sql<Date>`now() - interval '2 minutes'`)
    .orderBy('next_try_at')
    .limit(most)
    .execute()
}

/** Messages whose process died on the way to the provider, or at it. No adapter takes two minutes to answer. */
export function findCutOffMessages(db: Db, most: number) {
  return db
    .selectFrom('messages')
    .select(['id', 'request_id', 'tries', 'handed_at', ageSeconds])
    .where('status', '=', 'sending')
    .where('updated_at', '<', sql<Date>`now() - interval '2 minutes'`)
    .limit(most)
    .execute()
}
