/** Records what became of a message: its status, the flag of its request and a line of history, in one transaction. */
import type { Kysely } from 'kysely'
import type { Trx } from '../db/connect.ts'
import { addJob } from '../db/jobs.ts'
import type { Database } from '../db/schema.ts'
import type { MessageFailure } from '../domain/message-failures.ts'
import { reconcileAfterSeconds } from '../domain/message-lifecycle.ts'
import { lockRequest } from '../requests/change-store.ts'
import { addEvent } from '../requests/history-store.ts'
import { queueBouncedNotice } from './notices.ts'
import { advanceMessage } from './status-store.ts'
import { findLastAsk, findMessage, flagRequest } from './store.ts'

export type Fate = 'sent' | 'delivered' | 'bounced' | 'failed' | 'uncertain'

interface Details {
  ref?: string | null
  reason?: MessageFailure | null
}

/** Moves the message up to `fate`. Does nothing when it has this status or a later one already. */
export async function recordMessage(
  db: Kysely<Database>,
  id: string,
  fate: Fate,
  details: Details = {},
): Promise<void> {
  await db.transaction().execute((trx) => recordMessageIn(trx, id, fate, details))
}

/** The same within a transaction. Locks the request's row before the message's, as all do: else they would deadlock. */
export async function recordMessageIn(
  trx: Trx,
  id: string,
  fate: Fate,
  details: Details = {},
): Promise<void> {
  const message = await findMessage(trx, id)
  const request = message && (await lockRequest(trx, message.request_id))
  if (!request) return
  const moved = await advanceMessage(trx, id, fate, details)
  if (!moved) return
  const { status } = request
  await addEvent(trx, request.id, {
    kind: `message_${fate}`,
    actor: 'system',
    before: status,
    after: status,
    messageId: id,
  })
  const last = await findLastAsk(trx, request.id)
  if (last) await flagRequest(trx, request.id, last.status)
  if (fate === 'uncertain')
    await addJob(
      trx,
      'reconcile_message',
      { messageId: id, tries: 0 },
      { afterSeconds: reconcileAfterSeconds[0]! },
    )
  const isNews = details.reason !== 'obsolete'
  if (isNews && (fate === 'bounced' || fate === 'failed'))
    await queueBouncedNotice(trx, request.merchant_id, moved)
}
