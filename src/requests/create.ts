import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { Ask } from '../domain/ask.ts'
import type { RequestAuthor } from '../domain/author.ts'
import { NotFound } from '../domain/errors.ts'
import { contentHash } from '../domain/idempotency.ts'
import { inMode, type Limit, limits } from '../domain/limits.ts'
import { countMessage } from '../limits/messages.ts'
import { countUse, refuseIfSpent } from '../limits/store.ts'
import { keepOpen } from '../merchants/closing-store.ts'
import { queueMessages } from '../outbox/queue-store.ts'
import { insertRequest } from './change-store.ts'
import { rememberCustomer } from './customer-store.ts'
import { addEvent } from './history-store.ts'
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
  const existing = await findMade(db, author, ask, content_hash)
  if (existing) return existing
  await db.transaction().execute(async (trx) => {
    if (!(await keepOpen(trx, author.id))) throw new NotFound()
    const created = await insertRequest(trx, author.id, { ...rowOf(author, ask), content_hash })
    if (!created) return
    await countUse(trx, inMode(most.creations, author.mode), author.id)
    await addEvent(trx, created.id, {
      kind: 'created',
      actor: 'merchant',
      userId: author.userId,
      before: null,
      after: 'pending',
    })
    await rememberCustomer(trx, author.id, {
      mode: author.mode,
      channel: ask.channel,
      address: ask.recipient,
    })
    if (ask.sendBy !== 'us') return
    if (ask.channel === 'sms') await refuseIfSpent(trx, [[most.texts, author.id]])
    await countMessage(trx, author.id, author.mode, ask.recipient)
    const { channel, recipient } = ask
    await queueMessages(trx, created.id, [{ purpose: 'request', channel, recipient }], { isInBulk })
  })
  return (await findMade(db, author, ask, content_hash))!
}

async function findMade(
  db: Kysely<Database>,
  author: RequestAuthor,
  { idempotencyKey }: Ask,
  contentHash: string,
): Promise<Created | undefined> {
  const request = await findRequestByKey(db, author.id, idempotencyKey)
  if (!request) return undefined
  return { request, isSentAlready: ![null, contentHash].includes(request.content_hash) }
}

function hashOf({ mode }: RequestAuthor, { idempotencyKey: _, ...asked }: Ask): string {
  return contentHash({ ...asked, mode })
}

function rowOf(author: RequestAuthor, ask: Ask) {
  return {
    mode: author.mode,
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
    created_by: author.userId,
  }
}
