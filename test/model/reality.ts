/** All that our tables, the bank's books and the providers' say of one request, read at once. */
import { type Kysely, type Selectable, sql } from 'kysely'
import type { Database } from '../../src/db/schema.ts'
import { liveAttempts } from '../../src/domain/request-lifecycle.ts'
import type { Facts } from './facts.ts'

type Row<Table extends keyof Database> = Selectable<Database[Table]>
type BankStatus = 'challenged' | 'succeeded' | 'failed' | 'cancelled'

/** Rows in the order in which they were made. */
export interface Books {
  request: Pick<Row<'payment_requests'>, 'status' | 'amount_cents'> & { is_past: boolean }
  attempts: Row<'attempts'>[]
  refunds: Row<'refunds'>[]
  messages: Row<'messages'>[]
  events: Row<'request_events'>[]
  charges: { id: string; attempt_id: string; status: BankStatus; amount_cents: number | null }[]
  given: { id: string; charge_id: string; status: string; amount_cents: number }[]
  /** Of each message that a provider took, as often as it did. */
  taken: { message_id: string }[]
}

export async function readBooks(db: Kysely<Database>, id: string): Promise<Books> {
  const { rows } = await sql<Books>`
    with a as (select * from attempts where request_id = ${id}),
      m as (select * from messages where request_id = ${id}),
      c as (select charges.* from sandbox.charges join a on a.id = charges.attempt_id)
    select
      (select json_build_object('status', status, 'amount_cents', amount_cents, 'is_past', expires_at <= now())
        from payment_requests where id = ${id}) as request,
      (select coalesce(json_agg(a order by created_at), '[]') from a) as attempts,
      (select coalesce(json_agg(f order by created_at), '[]') from refunds f where request_id = ${id}) as refunds,
      (select coalesce(json_agg(m), '[]') from m) as messages,
      (select coalesce(json_agg(e order by id), '[]') from request_events e where request_id = ${id}) as events,
      (select coalesce(json_agg(c), '[]') from c) as charges,
      (select coalesce(json_agg(g), '[]') from sandbox.refunds g join c on c.id = g.charge_id) as given,
      (select coalesce(json_agg(l), '[]') from local_messages l join m on m.id = l.message_id) as taken`.execute(
    db,
  )
  return rows[0]!
}

/** In the words of the model. */
export function factsOf({ request, attempts, refunds, charges, given }: Books): Facts {
  const live = attempts.find(isLive)
  const bank = charges.find((charge) => charge.attempt_id === live?.id)?.status ?? 'nothing'
  const cents = (status: string) =>
    refunds.reduce((sum, refund) => sum + (refund.status === status ? refund.amount_cents : 0), 0)
  return {
    status: request.status,
    isPast: request.is_past,
    live: live
      ? {
          phase: live.status === 'challenged' ? 'challenged' : 'in_flight',
          bank,
          isOver: Date.parse(live.charge.endsAt) <= Date.now(),
        }
      : null,
    hasBankPage: attempts.some((attempt) => attempt.challenge_url),
    pendingRefunds: refunds
      .filter((refund) => refund.status === 'pending')
      .map(({ id, amount_cents }) => ({ cents: amount_cents, isAtBank: given.some((one) => one.id === id) })),
    givenCents: cents('succeeded'),
    refundKeys: refunds.map((refund) => refund.idempotency_key!),
  }
}

export const isLive = ({ status }: { status: string }) => liveAttempts.some((live) => live === status)
