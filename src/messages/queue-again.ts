import type { Kysely } from 'kysely'
import { addJob, deliveryOf } from '../db/jobs.ts'
import type { Database } from '../db/schema.ts'
import { giveUpAfterSeconds } from '../domain/message-lifecycle.ts'
import { lockRequest } from '../requests/change-store.ts'
import { recordMessage } from './record.ts'
import { postponeMessage } from './status-store.ts'
import { findLastAsk, flagRequest } from './store.ts'

interface Tried {
  id: string
  request_id: string
  tries: number
  age_seconds: number
}

/**
 * Queues a message again that the provider has certainly not taken: in `pause` seconds, for a day at most. Does nothing
 * when another try of the message has begun.
 */
export async function queueAgain(db: Kysely<Database>, message: Tried, pause: number): Promise<void> {
  if (message.age_seconds + pause > giveUpAfterSeconds) {
    return recordMessage(db, message.id, 'failed', { reason: 'expired' })
  }
  await postpone(db, message, pause)
}

/** The same, however old the message is. */
export async function postpone(
  db: Kysely<Database>,
  message: Omit<Tried, 'age_seconds'>,
  pause: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockRequest(trx, message.request_id)
    const queued = await postponeMessage(trx, message, pause)
    if (!queued) return
    await addJob(trx, deliveryOf[queued.channel], { messageId: message.id }, { afterSeconds: pause })
    const last = await findLastAsk(trx, message.request_id)
    if (last) await flagRequest(trx, message.request_id, last.status)
  })
}
