import { isErased } from '../customers/erased.ts'
import type { Trx } from '../db/connect.ts'
import { addJob } from '../db/jobs.ts'
import { insertMessage, type NewMessage } from './store.ts'

/** The message and its job are committed with the change that causes them, or not at all. */
export async function queueMessage(trx: Trx, requestId: string, message: NewMessage): Promise<void> {
  if (isErased(message.recipient)) return
  const queued = await insertMessage(trx, requestId, message)
  if (queued) await addJob(trx, 'deliver_message', { messageId: queued.id })
}
