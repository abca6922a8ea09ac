/** SQL that records a payment. docs/decisions/settling-in-one-statement.md says why it is one statement. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { prepare } from '../db/prepare.ts'
import { erased } from '../domain/erased.ts'
import type { Card } from '../domain/gateway.ts'
import { newId } from '../domain/ids.ts'
import { movementKinds } from '../domain/movement.ts'
import { changes, liveAttempts } from '../domain/request-lifecycle.ts'
import { mostNoticeEmails } from '../domain/setting-parsers.ts'
import { addDeliveries } from '../outbox/queue-store.ts'

/** A receipt, and a notice for each of the merchant's addresses. */
const mostMessages = 1 + mostNoticeEmails

/**
 * The attempt has succeeded, however it had ended before, so the request is paid, even if it was cancelled or has
 * expired. Writes it all in one statement: attempt, request, history, the receipt, the merchant's notices if they
 * want them, and the jobs that send both. Does nothing when the attempt had succeeded already. Throws, by the unique
 * index on succeeded attempts, when another attempt has paid the request.
 */
export async function settleAttempt(
  db: Db,
  { id, request_id }: { id: string; request_id: string },
  { card, ref }: { card: Card | null; ref: string | null },
): Promise<void> {
  const messageIds = Array.from({ length: mostMessages }, () => newId('msg'))
  await settle(db, { id, requestId: request_id, ref, brand: card?.brand, last4: card?.last4, messageIds })
}

interface Success {
  id: string
  requestId: string
  ref: string | null
  brand: string | undefined
  last4: string | null | undefined
  messageIds: string[]
}

const unpaid = [...changes.settle.from, ...changes.settleLate.from]

/**
 * `other`: attempts that are still live must be closed, so the sweep asks about them now. `look`: schedules the regular
 * check of the gateway for refunds and disputes, from the merchant's first payment on.
 */
const settle = prepare(
  ({ id, requestId, ref, brand, last4, messageIds }: Success) => sql`
    with request as (
      select id, merchant_id, mode, status, channel, coalesce(email, phone) as recipient
      from payment_requests where id = ${requestId} for update
    ), attempt as (
      update attempts a set status = 'succeeded', failure_code = null, updated_at = now(),
        gateway_ref = coalesce(${ref}, gateway_ref),
        card_brand = coalesce(${brand}, card_brand), card_last4 = coalesce(${last4}, card_last4)
      from request where a.id = ${id} and a.request_id = request.id and a.status <> 'succeeded'
      returning a.id, a.gateway
    ), paid as (
      update payment_requests r
      set status = 'paid', paid_at = now(), paid_after = nullif(request.status, 'pending')
      from request, attempt where r.id = request.id and r.status in (${sql.join(unpaid)})
      returning r.id
    ), event as (
      insert into request_events (request_id, kind, actor, status_before, status_after, attempt_id)
      select paid.id, 'paid', 'customer', request.status, 'paid', attempt.id from request, attempt, paid
    ), other as (
      update attempts a set check_at = now() from paid
      where a.request_id = paid.id and a.id <> ${id} and a.status in (${sql.join(liveAttempts)})
    ), look as (
      insert into gateway_looks (merchant_id, mode, gateway, kind, next_at)
      select merchant_id, mode, gateway, kind, now() + interval '1 minute'
      from request, attempt, paid, unnest(${[...movementKinds]}::text[]) as kind
      on conflict do nothing
    ), recipients as (
      select 'receipt' as purpose, channel, recipient from request, paid
      union all
      select 'paid_notice', 'email', email
      from paid, request join merchants m on m.id = merchant_id, unnest(m.notice_emails) email where m.notify_paid
    ), message as (
      insert into messages (id, request_id, purpose, channel, recipient)
      select (${messageIds}::text[])[row_number() over ()], paid.id, purpose, channel, recipient
      from paid, recipients where recipient not in (${erased.email}, ${erased.sms})
      returning id, channel
    )
    ${addDeliveries()}`,
)
