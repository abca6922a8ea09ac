/** Looks after messages whose fate is unknown, and messages whose job was lost with its process. */
import type { Kysely } from 'kysely'
import { addJob, deliveryOf } from '../db/jobs.ts'
import type { Database } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { reconcileAfterSeconds } from '../domain/message-lifecycle.ts'
import { findCutOffMessages, findOverdueMessages } from './dispatch-store.ts'
import { queueAgain } from './queue-again.ts'
import { recordMessage } from './record.ts'
import { findMessage } from './store.ts'

/**
 * Asks the provider whether it has the message, if it can be searched. If not, a later report of the provider will
 * tell.
 */
export async function reconcileMessage(
  { db, mailer }: Deps,
  messageId: string,
  tries: number,
): Promise<void> {
  const message = await findMessage(db, messageId)
  if (message?.status !== 'uncertain' || message.channel !== 'email' || !mailer.find) return
  const found = await mailer.find({ messageId, to: message.recipient, since: message.updated_at })
  if (found) return recordMessage(db, messageId, 'sent', { ref: found.ref })
  if (found === null) return queueAgain(db, message, 0)
  const afterSeconds = reconcileAfterSeconds[tries + 1]
  if (afterSeconds) await addJob(db, 'reconcile_message', { messageId, tries: tries + 1 }, { afterSeconds })
}

/**
 * After a crash: messages that had left us become uncertain; those that had not, and queued ones, get a new job.
 */
export async function recoverMessages(db: Kysely<Database>): Promise<void> {
  for (const { handed_at, ...message } of await findCutOffMessages(db, 500)) {
    if (handed_at) await recordMessage(db, message.id, 'uncertain')
    else await queueAgain(db, message, 0)
  }
  for (const { id, channel } of await findOverdueMessages(db, 500))
    await addJob(db, deliveryOf[channel], { messageId: id }, { key: `deliver ${id}` })
}
