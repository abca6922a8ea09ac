/** SQL that queues messages together with the jobs that deliver them. */
import { sql } from 'kysely'
import type { Trx } from '../db/connect.ts'
import { deliveryOf } from '../db/jobs.ts'
import { prepare } from '../db/prepare.ts'
import { isErased } from '../domain/erased.ts'
import { newId } from '../domain/ids.ts'
import type { Channel, Purpose } from '../domain/words.ts'

export interface NewMessage {
  purpose: Purpose
  channel: Channel
  recipient: string
  /** When it leaves, if not at once. */
  sendAt?: Date | null
  aboutMessageId?: string
  reminderRule?: number
  refundId?: string
  disputeId?: string
}

/**
 * Queues messages and their jobs in the transaction of the change that causes them. A second reminder of the same
 * rule, or a second notice of a dispute to one address, is not queued. An erased address is left out. Messages that
 * come in bulk (of a file, reminders) wait behind all others, so that 1,000 messages of one merchant do not delay one
 * message of another.
 */
export async function queueMessages(
  trx: Trx,
  requestId: string,
  messages: NewMessage[],
  { isInBulk = false } = {},
): Promise<void> {
  const meant = messages.filter(({ recipient }) => !isErased(recipient))
  const rows = meant.map((message) => ({ id: newId('msg'), ...message }))
  const priority = isInBulk ? behindOthers : 0
  await insertMessages(trx, { requestId, rows: JSON.stringify(rows), priority })
}

/** Of jobs that are due, workers take the smallest priority first. */
const behindOthers = 10

const deliveries = JSON.stringify(deliveryOf)

/** The end of a statement whose `with` part has inserted rows as `message`: adds a delivery job for each. */
export const addDeliveries = (priority = sql`0`, runAt = sql`null`) => sql`
  select graphile_worker.add_jobs(array_agg(row(${deliveries}::json->>channel, json_build_object('messageId', id),
    null, ${runAt}::timestamptz, null, null, ${priority}::smallint, null)::graphile_worker.job_spec))
  from message having count(*) > 0`

const insertMessages = prepare(
  ({ requestId, rows, priority }: { requestId: string; rows: string; priority: number }) => sql`
    with message as (
      insert into messages (id, request_id, purpose, channel, recipient, about_message_id, reminder_rule, refund_id,
        dispute_id, send_at, next_try_at)
      select id, ${requestId}, purpose, channel, recipient, "aboutMessageId", "reminderRule", "refundId",
        "disputeId", "sendAt", coalesce("sendAt", now())
      from json_to_recordset(${rows}::json) as new (id text, purpose text, channel text, recipient text,
        "aboutMessageId" text, "reminderRule" smallint, "refundId" text, "disputeId" text,
        "sendAt" timestamptz)
      on conflict do nothing
      returning id, channel, send_at
    )
    ${addDeliveries(sql`${priority}`, sql`send_at`)}`,
)
