/** A story that is being written: the rows so far. */
import type { Insertable } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { Status } from '../domain/request-lifecycle.ts'
import type { EventKind } from '../domain/words.ts'
import type { LedgerCharge } from '../providers/sandbox/ledger.ts'

export interface Teller {
  merchantId: string
  merchantName: string
  userId: string
  publicUrl: string
}

export type Row<Table extends keyof Database> = Insertable<Database[Table]>

export interface Tale {
  teller: Teller
  /** When the last thing happened. */
  at: Date
  request: Row<'payment_requests'> & { id: string; status: Status; created_at: Date; send_at?: Date }
  messages: Row<'messages'>[]
  attempts: (Row<'attempts'> & { id: string })[]
  /** The bank's side of each attempt, in the same order. */
  charges: LedgerCharge[]
  refunds: Row<'refunds'>[]
  disputes: Row<'disputes'>[]
  events: (Row<'request_events'> & { created_at: Date })[]
}

/** Without `status_before`, the event leaves the request's status as it is. */
export function addEvent({ events, request, teller, at }: Tale, kind: EventKind, event: About): void {
  events.push({
    request_id: request.id,
    kind,
    user_id: event.actor === 'merchant' ? teller.userId : null,
    status_before: request.status,
    status_after: request.status,
    attempt_id: null,
    message_id: null,
    dispute_id: null,
    refund_id: null,
    failure_code: null,
    created_at: at,
    ...event,
  })
}

type About = Pick<Row<'request_events'>, 'actor'> &
  Partial<
    Pick<
      Row<'request_events'>,
      'status_before' | 'attempt_id' | 'message_id' | 'dispute_id' | 'refund_id' | 'failure_code'
    >
  >

/** Its place among the requests that are paid one after the other. */
export function familyOf({ request }: Tale, tales: Tale[]) {
  const family = tales.filter((one) => one.request.reference === request.reference).map((one) => one.request)
  if (!request.reference || family.length < 2) return {}
  return { family_id: family[0]!.id, family_part: family.indexOf(request) + 1 }
}
