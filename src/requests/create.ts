import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { Ask } from '../domain/ask.ts'
import type { RequestAuthor } from '../domain/author.ts'
import { NotFound } from '../domain/errors.ts'
import { contentHash } from '../domain/idempotency.ts'
import { inMode, type Limit, limits } from '../domain/limits.ts'
import { usesOfMessage } from '../limits/messages.ts'
import { countUses, refuseIfSpent, type Use } from '../limits/uses-store.ts'
import { queueMessages } from '../outbox/queue-store.ts'
import { insertRequest } from './create-store.ts'
import { findRequestByKey, type PaymentRequest } from './store.ts'

export interface Created {
  request: PaymentRequest
  /** True when the idempotency key came before with other content: `request` is what that form made. */
  isSentAlready: boolean
}

interface Manner {
  most?: Record<'creations' | 'texts', Limit>
  /** One of many: its message waits behind those that people send one by one. */
  isInBulk?: boolean
}

/**
 * Creates the request and, unless the merchant sends it themselves, queues its message, in one transaction. A form
 * sent twice (same idempotency key and content) returns the request it made the first time. Throws `TooMany` when the
 * merchant's or the recipient's limit is reached, `NotFound` when the merchant was closed meanwhile.
 */
export async function createRequest(
  db: Kysely<Database>,
  author: RequestAuthor,
  ask: Ask,
  { most = limits, isInBulk = false }: Manner = {},
): Promise<Created> {
  const content_hash = hashOf(author, ask)
  await db.transaction().execute(async (trx) => {
    const { is_open, id } = await insertRequest(trx, author, { ...rowOf(ask), content_hash })
    if (!is_open) throw new NotFound()
    if (id === null) return
    const uses: Use[] = [[inMode(most.creations, author.mode), author.id]]
    if (ask.sendBy !== 'us') return countUses(trx, uses)
    const { channel, recipient } = ask
    if (channel === 'sms') await refuseIfSpent(trx, [[most.texts, author.id]])
    await countUses(trx, [...uses, ...usesOfMessage(author.id, author.mode, recipient)])
    await queueMessages(trx, id, [{ purpose: 'request', channel, recipient }], { isInBulk })
  })
  const request = (await findRequestByKey(db, author.id, ask.idempotencyKey))!
  return { request, isSentAlready: ![null, content_hash].includes(request.content_hash) }
}

function hashOf({ mode }: RequestAuthor, { idempotencyKey: _, ...asked }: Ask): string {
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
    reference: ask.reference,
    expires_on: ask.expiresOn,
    idempotency_key: ask.idempotencyKey,
  }
}
