/** SQL of the activity page. Each query is limited to the period, so that older requests cost nothing. */
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import type { Delay, Outcome } from '../../domain/activity.ts'
import type { Channel, Mode } from '../../domain/words.ts'
import { listTallies } from '../../requests/tally-store.ts'

/**
 * Integer cents paid on each day in Paris from `firstDay` (`2026-12-31`) on, before refunds. Days without payments
 * are left out.
 */
export async function sumCollected(db: Db, merchantId: string, mode: Mode, firstDay: string) {
  const days = await listTallies(db, merchantId, mode, 'paid', firstDay)
  return days.map(({ day, cents, requests }) => ({ day, cents, payments: requests }))
}

/** Counts the requests created from `firstDay` on, by outcome and by the delay until they were paid. */
export async function countOutcomes(db: Db, merchantId: string, mode: Mode, firstDay: string) {
  const outcome = sql<Outcome>`case when status = 'paid' then 'paid'
    when status = 'pending' and expires_at > now() then 'pending'
    when status = 'settled_otherwise' then 'settled' else 'ended' end`
  const delay = sql<Delay | null>`case when paid_at is null then null
    when paid_at < created_at + interval '1 hour' then 'hour'
    when paid_at < created_at + interval '1 day' then 'day'
    when paid_at < created_at + interval '3 days' then 'three_days'
    when paid_at < created_at + interval '7 days' then 'week'
    else 'longer' end`
  return db
    .selectFrom((eb) =>
      eb
        .selectFrom('payment_requests')
        .select(['channel', outcome.as('outcome'), delay.as('delay')])
        .where('merchant_id', '=', merchantId)
        .where('mode', '=', mode)
        .where('created_at', '>=', beginningOf(firstDay))
        .as('made'),
    )
    .select(['channel', 'outcome', 'delay', sql<number>`count(*)::integer`.as('requests')])
    .groupBy(['channel', 'outcome', 'delay'])
    .$castTo<{ channel: Channel; outcome: Outcome; delay: Delay | null; requests: number }>()
    .execute()
}

const beginningOf = (day: string) => sql<Date>`${day}::date::timestamp at time zone 'Europe/Paris'`
