/** SQL of the history: append-only, one row for each thing that happened to a request. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import { prepare } from '../db/prepare.ts'
import type { Actor, FailureCode, Status } from '../domain/request-lifecycle.ts'
import type { EventKind } from '../domain/words.ts'

export interface NewEvent {
  kind: EventKind
  actor: Actor
  before: Status | null
  after: Status
  userId?: string | null | undefined
  attemptId?: string
  messageId?: string
  refundId?: string
  disputeId?: string
  failureCode?: FailureCode
  expiresOn?: string
}

/** Adds a line to the history, in the transaction of the change it tells of. */
export async function addEvent(trx: Trx, requestId: string, event: NewEvent): Promise<void> {
  await insertEvent(trx, { ...absent, ...event, requestId })
}

const absent = {
  ...{ userId: null, attemptId: null, messageId: null, refundId: null, disputeId: null },
  ...{ failureCode: null, expiresOn: null },
}

type Line = { [Name in keyof NewEvent]-?: NewEvent[Name] | null } & { requestId: string }

const insertEvent = prepare(
  (line: Line) => sql`
    insert into request_events (request_id, kind, actor, user_id, status_before, status_after, attempt_id, message_id,
      refund_id, dispute_id, failure_code, expires_on)
    values (${line.requestId}, ${line.kind}, ${line.actor}, ${line.userId}, ${line.before}, ${line.after},
      ${line.attemptId}, ${line.messageId}, ${line.refundId}, ${line.disputeId}, ${line.failureCode},
      ${line.expiresOn})`,
)

/** Adds the same line to the history of many requests, whose status stays. */
export async function addToAll(
  trx: Trx,
  ids: string[],
  { kind, actor, userId }: Pick<NewEvent, 'kind' | 'actor'> & { userId: string | undefined },
): Promise<void> {
  await sql`
    insert into request_events (request_id, kind, actor, user_id, status_before, status_after)
    select id, ${kind}, ${actor}, ${userId ?? null}, status, status from payment_requests
    where id = any(${ids}) order by id`.execute(trx)
}

interface Part {
  most: number
  /** Only events that are older than the one with this id. */
  before?: string | undefined
}

interface Wanted {
  merchantId: string
  id: string
  most: number
  before: string
}

/** Newest first. Events hold no address and no name: these are joined from rows that can be erased. */
export function listEvents(db: Db, merchantId: string, id: string, { most, before = newest }: Part) {
  return selectEvents(db, { merchantId, id, most, before })
}

/** Above the id of every event. */
const newest = '9223372036854775807'

const selectEvents = prepare(({ merchantId, id, most, before }: Wanted, db) =>
  db
    .selectFrom('request_events as e')
    .innerJoin('payment_requests as r', 'r.id', 'e.request_id')
    .leftJoin('messages as m', 'm.id', 'e.message_id')
    .leftJoin('refunds as f', 'f.id', 'e.refund_id')
    .leftJoin('disputes as d', 'd.id', 'e.dispute_id')
    .leftJoin('attempts as a', (join) =>
      join.onRef('a.request_id', '=', 'r.id').on('a.status', '=', 'succeeded'),
    )
    .leftJoin('users as u', 'u.id', 'e.user_id')
    .select([
      'e.id',
      'e.kind',
      'e.actor',
      'e.status_after',
      'e.failure_code',
      'e.expires_on',
      'e.created_at',
      'm.channel',
      'm.recipient',
      'm.purpose',
      'm.failure_reason',
      'f.failure_reason as refund_failure',
      'a.gateway',
      'e.user_id',
      'u.name as author',
    ])
    .select((eb) => eb.fn.coalesce('f.amount_cents', 'd.amount_cents').as('moved_cents'))
    .where('r.merchant_id', '=', merchantId)
    .where('r.id', '=', id)
    .where('e.id', '<', before)
    .orderBy('e.id', 'desc')
    .limit(most),
)
