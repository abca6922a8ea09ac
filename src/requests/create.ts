import type { Kysely } from 'kysely'
import { addJob } from '../db/jobs.ts'
import type { Database, Mode } from '../db/schema.ts'
import { limits } from '../limits/rules.ts'
import { countUse } from '../limits/store.ts'
import { insertMessage } from '../messages/store.ts'
import type { Ask } from './form.ts'
import { addEvent, findRequestByKey, insertRequest, type PaymentRequest } from './store.ts'

export interface Author {
  id: string
  userId: string
  mode: Mode
}

/**
 * Creates the request and, unless the merchant sends it themselves, queues its message, in one transaction.
 * A form sent twice (same idempotency key) gives the request it made the first time.
 * Throws `TooMany` beyond the merchant's or the recipient's hourly limit.
 */
export async function createRequest(db: Kysely<Database>, author: Author, ask: Ask): Promise<PaymentRequest> {
  const existing = await findRequestByKey(db, author.id, ask.idempotencyKey)
  if (existing) return existing
  await countUse(db, limits.creations, author.id)
  if (!ask.ownMail) await countUse(db, limits.messages, recipientOf(ask))
  await db.transaction().execute(async (trx) => {
    const created = await insertRequest(trx, author.id, rowOf(author, ask))
    if (!created) return
    await addEvent(trx, created.id, { kind: 'created', actor: 'merchant', userId: author.userId, before: null, after: 'pending' })
    if (ask.ownMail) return
    const message = await insertMessage(trx, created.id, 'request', ask.channel, recipientOf(ask))
    await addJob(trx, 'deliver_message', { messageId: message.id })
  })
  return (await findRequestByKey(db, author.id, ask.idempotencyKey))!
}

const recipientOf = (ask: Ask) => (ask.channel === 'email' ? ask.email : ask.phone)!

function rowOf(author: Author, ask: Ask) {
  return {
    mode: author.mode,
    amount_cents: ask.amountCents,
    channel: ask.channel,
    email: ask.email,
    phone: ask.phone,
    own_mail: ask.ownMail,
    language: ask.language,
    description: ask.description,
    reference: ask.reference,
    expires_on: ask.expiresOn,
    idempotency_key: ask.idempotencyKey,
    created_by: author.userId,
  }
}
