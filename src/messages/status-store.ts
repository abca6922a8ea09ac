/** SQL that changes the status of messages: claiming them, handing them over, queueing them again. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import { prepare } from '../db/prepare.ts'
import type { MessageFailure } from '../domain/message-failures.ts'
import { isTaken, type MessageStatus, statusesBefore } from '../domain/message-lifecycle.ts'
import { ageSeconds } from './store.ts'

/**
 * Claims the message: only who gets it may send it. Undefined when it is not queued, so that somebody else sends it
 * or has, and when it waits for its day.
 */
export async function claimMessage(db: Db, id: string) {
  const [claimed] = await claim(db, { id })
  return claimed
}

const claim = prepare(({ id }: { id: string }, db) =>
  db
    .updateTable('messages')
    .set({ status: 'sending', tries: sql`tries + 1`, handed_at: null, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .where((eb) => eb.or([eb('send_at', 'is', null), eb('send_at', '<=', sql<Date>`now()`)]))
    .returning(['id', 'request_id', 'tries', ageSeconds]),
)

/** Notes that the message leaves us now. False when it is not this try's any more: it was given up meanwhile. */
export async function markHanded(db: Db, { id, tries }: { id: string; tries: number }): Promise<boolean> {
  const marked = await mark(db, { id, tries })
  return marked.length > 0
}

const mark = prepare(({ id, tries }: { id: string; tries: number }, db) =>
  db
    .updateTable('messages')
    .set({ handed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('tries', '=', tries)
    .where('status', '=', 'sending')
    .returning('id'),
)

/**
 * Queues the message again, after the provider has certainly not taken it. Undefined when it is not of this try any
 * more.
 */
export function postponeMessage(trx: Trx, { id, tries }: { id: string; tries: number }, seconds: number) {
  return trx
    .updateTable('messages')
    .set({
      status: 'queued',
      handed_at: null,
      next_try_at: sql<Date>`now() + make_interval(secs => ${seconds})`,
      updated_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .where('tries', '=', tries)
    .where('status', 'in', ['sending', 'uncertain'])
    .returning(['id', 'request_id', 'channel'])
    .executeTakeFirst()
}

/** Moves the status up in rank, never down. Undefined when the message has this status or a later one. */
export async function advanceMessage(
  trx: Trx,
  id: string,
  to: MessageStatus,
  { ref = null, reason = null }: { ref?: string | null; reason?: MessageFailure | null } = {},
) {
  const [advanced] = await advance(trx, {
    ...{ id, to, ref, reason },
    before: [...statusesBefore(to)],
    // `not_taken` was our own conclusion, when the provider had not listed the message yet. Its later report knows
    // better.
    after: isTaken(to) ? 'not_taken' : null,
  })
  return advanced
}

interface Advance {
  id: string
  to: MessageStatus
  ref: string | null
  reason: MessageFailure | null
  before: MessageStatus[]
  /** The reason of a failure that it may follow too. */
  after: MessageFailure | null
}

const advance = prepare(({ id, to, ref, reason, before, after }: Advance, db) =>
  db
    .updateTable('messages')
    .set({
      status: to,
      failure_reason: reason,
      provider_ref: sql<string | null>`coalesce(${ref}::text, provider_ref)`,
      updated_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .where(
      sql<boolean>`(status = any(${before}::text[]) or status = 'failed' and failure_reason = ${after}::text)`,
    )
    .returning(['id', 'request_id', 'purpose', 'channel', 'recipient']),
)
