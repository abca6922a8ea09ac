import type { Kysely } from 'kysely'
import type { Trx } from '../db/connect.ts'
import type { Database } from '../db/schema.ts'
import type { Ask } from '../domain/ask.ts'
import type { RequestAuthor } from '../domain/author.ts'
import { sendingTime } from '../domain/calendar.ts'
import { NotFound } from '../domain/errors.ts'
import { contentHash } from '../domain/idempotency.ts'
import { inMode, type Limit, limits } from '../domain/limits.ts'
import { placeOf } from '../domain/recipient.ts'
import { usesOfMessage } from '../limits/messages.ts'
import { countUses, refuseIfSpent, type Use } from '../limits/uses-store.ts'
import { queueMessages } from '../outbox/queue-store.ts'
import { findByKey, insertRequest } from './create-store.ts'

export interface Created {
  id: string
  /** True when the idempotency key came before with other content: `id` is of the request which that form made. */
  isSentAlready: boolean
}

interface Manner {
  most?: Record<'creations' | 'texts', Limit>
  /** One of many: its message waits behind those that people send one by one. */
  isInBulk?: boolean
}

/**
 * Creates the request and, unless the merchant sends it themselves, queues its message, in one transaction. A form
 * sent twice (same idempotency key and content) returns the id of the request it made the first time. Throws `TooMany` when the
 * merchant's or the recipient's limit is reached, `NotFound` when the merchant was closed meanwhile.
 */
export async function createRequest(
  db: Kysely<Database>,
  author: RequestAuthor,
  ask: Ask,
  manner: Manner = {},
): Promise<Created> {
  const id = await db.transaction().execute((trx) => createRequestIn(trx, author, ask, manner))
  if (id !== null) return { id, isSentAlready: false }
  const made = await findByKey(db, author.id, ask.idempotencyKey)
  return { id: made.id, isSentAlready: ![null, hashOf(author, ask)].includes(made.content_hash) }
}

/** The same within a transaction. Returns the request's id; null when the key has made one already. */
export async function createRequestIn(
  trx: Trx,
  author: RequestAuthor,
  ask: Ask,
  { most = limits, isInBulk = false }: Manner = {},
): Promise<string | null> {
  const row = rowOf(ask)
  const { is_open, id } = await insertRequest(trx, author, { ...row, content_hash: hashOf(author, ask) })
  if (!is_open) throw new NotFound()
  if (id === null) return null
  const { channel, recipient } = ask
  const isOurs = ask.sendBy === 'us'
  if (isOurs && channel === 'sms') await refuseIfSpent(trx, [[most.texts, author.id]])
  const creation: Use = [inMode(most.creations, author.mode), author.id]
  await countUses(trx, [creation, ...(isOurs ? usesOfMessage(author.id, author.mode, recipient) : [])])
  if (!isOurs) return id
  const message = { purpose: 'request', channel, recipient, sendAt: row.send_at } as const
  // On its day it leaves at the same hour as many others.
  await queueMessages(trx, id, [message], { isInBulk: isInBulk || row.send_at !== null })
  return id
}

/** What the form of a request asks for, without its key. */
export function hashOf({ mode }: RequestAuthor, { idempotencyKey: _, ...asked }: Ask): string {
  return contentHash({ ...asked, mode })
}

function rowOf(ask: Ask) {
  return {
    amount_cents: ask.amountCents,
    channel: ask.channel,
    email: ask.channel === 'email' ? ask.recipient : null,
    phone: ask.channel === 'sms' ? ask.recipient : null,
    send_by: ask.sendBy,
    language: ask.language,
    description: ask.description,
    message: ask.message ?? null,
    reference: ask.reference,
    send_at: ask.sendOn ? sendingTime(ask.sendOn, placeOf(ask)) : null,
    expires_on: ask.expiresOn,
    idempotency_key: ask.idempotencyKey,
  }
}
