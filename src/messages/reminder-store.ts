/** SQL of reminders: to which requests the merchants' rules apply now. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import type { Channel, Mode } from '../domain/words.ts'

export interface DueReminder {
  id: string
  merchant_id: string
  mode: Mode
  channel: Channel
  recipient: string
  position: number
}

/** Customers who cannot be reminded now: all with an e-mail address, and numbers that begin with one of these. */
export interface Asleep {
  byEmail: boolean
  prefixes: string[]
}

/** What one sweep has tried already: these requests, and the merchants who may send no more SMS today. */
export interface Tried {
  ids: string[]
  withoutTexts: string[]
}

/**
 * Pending requests with a reminder due: the customer was reached, and was not reminded under this rule, nor in the
 * last 20 hours. A reminder that was due more than three days ago is skipped, so that a new rule does not remind of
 * old requests. Merchants come in turn: the first reminder of each, then the second of each, and so on.
 */
export async function findDueReminders(
  db: Db,
  most: number,
  { byEmail, prefixes }: Asleep,
  tried: Tried,
): Promise<DueReminder[]> {
  const { rows } = await sql<DueReminder>`
    select *, row_number() over (partition by merchant_id order by due_at) as turn
    from (${dueReminders()}) due
    where id <> all(${tried.ids}) and not (channel = 'sms' and merchant_id = any(${tried.withoutTexts}))
      and case channel
        when 'email' then not ${byEmail}::boolean
        else not exists (select from unnest(${prefixes}::text[]) prefix where starts_with(recipient, prefix))
      end
    order by turn, due_at limit ${most}`.execute(db)
  return rows
}

/** Undefined when no reminder of this request is due, or no longer. */
export async function findDueReminder(trx: Trx, requestId: string): Promise<DueReminder | undefined> {
  const { rows } = await dueReminders(requestId).execute(trx)
  return rows[0]
}

/**
 * At most one reminder for each request: the one that was due first. Where two rules meet, the other one comes
 * another day.
 */
function dueReminders(requestId?: string) {
  return sql<DueReminder>`
    select distinct on (r.id)
      r.id, r.merchant_id, r.mode, r.channel, coalesce(r.email, r.phone) as recipient, rule.position, moment.due_at
    from reminder_rules rule
    cross join lateral (${pendingAround()}) r
    cross join lateral (select coalesce(r.send_at, r.created_at) as at) sending
    cross join lateral (
      select case rule.moment
        when 'after_sending' then sending.at + make_interval(days => rule.days)
        else r.expires_at - make_interval(days => rule.days)
      end as due_at
    ) moment
    where moment.due_at between greatest(sending.at, now() - interval '3 days') and now()
      and r.expires_at > now()
      and not r.reminders_stopped
      and r.message_problem is null
      and exists (
        select from messages m
        where m.request_id = r.id and m.purpose = 'request' and m.status in ('sent', 'delivered'))
      and not exists (
        select from messages m
        where m.request_id = r.id and m.purpose = 'reminder'
          and (m.reminder_rule = rule.position or m.created_at > now() - interval '20 hours'))
      ${requestId === undefined ? sql`` : sql`and r.id = ${requestId}`}
    order by r.id, moment.due_at, rule.position`
}

/**
 * The requests a rule may apply to now, each part by an index. One day more at both ends, because not all days have
 * 24 hours.
 */
function pendingAround() {
  return sql`
    select * from payment_requests r
    where rule.moment = 'after_sending' and r.merchant_id = rule.merchant_id
      and r.mode in ('test', 'live') and r.label = 'pending'
      and r.created_at between now() - make_interval(days => rule.days + 4) and now() - make_interval(days => rule.days - 1)
    union all
    select * from payment_requests r
    where rule.moment = 'after_sending' and r.merchant_id = rule.merchant_id and r.label = 'pending'
      and r.send_at between now() - make_interval(days => rule.days + 4) and now() - make_interval(days => rule.days - 1)
    union all
    select * from payment_requests r
    where rule.moment = 'before_expiry' and r.merchant_id = rule.merchant_id and r.status = 'pending'
      and r.expires_at between now() + make_interval(days => rule.days - 4) and now() + make_interval(days => rule.days + 1)`
}
