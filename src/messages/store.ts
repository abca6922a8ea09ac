/** SQL that reads messages, and flags their requests. `status-store.ts` changes their status. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import { prepare } from '../db/prepare.ts'
import { isProblem, type MessageStatus, type ProblemStatus } from '../domain/message-lifecycle.ts'
import { askingPurposes } from '../domain/words.ts'

const known = ['id', 'request_id', 'status', 'channel', 'recipient', 'tries', 'updated_at'] as const

/** Since it was queued, or since the hour that was chosen for it. */
export const ageSeconds = sql<number>`extract(epoch from now() - coalesce(send_at, created_at))::integer`.as(
  'age_seconds',
)

/** Sets the flag the list shows: whether the last message to the customer needs the merchant's attention. */
export async function flagRequest(trx: Trx, requestId: string, status: MessageStatus): Promise<void> {
  await flag(trx, { requestId, problem: isProblem(status) ? status : null })
}

const flag = prepare(({ requestId, problem }: { requestId: string; problem: ProblemStatus | null }, db) =>
  db
    .updateTable('payment_requests')
    .set({ message_problem: problem })
    .where('id', '=', requestId)
    .where('message_problem', 'is distinct from', problem),
)

/** The customer's newest message that asks for money, without those that became pointless before they left. */
export async function findLastAsk(db: Db, requestId: string) {
  const [last] = await selectLast(db, { requestId })
  return last
}

const selectLast = prepare(({ requestId }: { requestId: string }, db) => selectLastAsk(db, requestId))

export function selectLastAsk(db: Db, requestId: string) {
  return db
    .selectFrom('messages')
    .select(['id', 'status', 'failure_reason', 'recipient', 'channel'])
    .where('request_id', '=', requestId)
    .where('purpose', 'in', askingPurposes)
    .where('failure_reason', 'is distinct from', 'obsolete')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
}

export async function findMessage(db: Db, id: string) {
  const [message] = await selectMessage(db, { id })
  return message
}

const selectMessage = prepare(({ id }: { id: string }, db) =>
  db
    .selectFrom('messages')
    .select([...known, ageSeconds])
    .where('id', '=', id),
)

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
    .where('purpose', 'in', askingPurposes)
    .where('status', 'in', ['sending', 'sent', 'delivered', 'uncertain'])
    .executeTakeFirst()
  return message !== undefined
}
