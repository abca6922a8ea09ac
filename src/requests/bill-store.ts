/** SQL of the bill: what a payment link shows. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { prepare } from '../db/prepare.ts'
import { letterheadColumns } from '../domain/letterhead.ts'
import type { Status } from '../domain/request-lifecycle.ts'
import { currentStatus, refundedCents, type WithRequest } from './store.ts'

export type Bill = NonNullable<Awaited<ReturnType<typeof findBill>>>

/** Reads everything a link shows in one query: the request, the merchant, and the last attempt. */
export async function findBill(db: Db, token: string) {
  const [bill] = await selectBill(db, { token })
  return bill
}

const selectBill = prepare(({ token }: { token: string }, db) =>
  db
    .selectFrom('payment_requests as r')
    .innerJoin('merchants as m', 'm.id', 'r.merchant_id')
    .leftJoinLateral(lastAttempt, (join) => join.onTrue())
    .select([
      'r.id',
      'r.merchant_id',
      'r.token',
      'r.mode',
      'r.email',
      'r.amount_cents',
      'r.disputed_cents',
      'r.lost_cents',
      'r.description',
      'r.message',
      'r.reference',
      'r.language',
      'r.expires_at',
      'r.paid_at',
      sql<Date>`now()`.as('now'),
      ...letterheadColumns,
      'a.status as attempt_status',
      'a.failure_code',
      'a.card_brand',
      'a.card_last4',
    ])
    .select((eb) => [
      shownStatus(eb).as('status'),
      refundedCents(eb).as('refunded_cents'),
      keyedGateways.as('keyed_gateways'),
      refusedGateways.as('refused_gateways'),
    ])
    .where('r.token', '=', token),
)

/** Once the merchant is closed nothing can be paid, even while the request is not yet cancelled. */
const shownStatus = (eb: WithRequest) =>
  eb
    .case()
    .when(sql<boolean>`r.status = 'pending' and m.closed_at is not null`)
    .then(sql<Status>`'cancelled'`)
    .else(currentStatus(eb))
    .end()

/** The gateways for which the merchant has given keys, in the request's mode. */
const keyedGateways = sql<string[]>`array(
  select k.gateway from gateway_keys k where k.merchant_id = r.merchant_id and k.mode = r.mode)`

/** Those of them that refuse the key: nobody can pay through them now. */
const refusedGateways = sql<string[]>`array(
  select k.gateway from gateway_keys k
  where k.merchant_id = r.merchant_id and k.mode = r.mode and k.refused_since is not null)`

function lastAttempt(eb: WithRequest) {
  return eb
    .selectFrom('attempts')
    .select(['status', 'failure_code', 'card_brand', 'card_last4'])
    .whereRef('request_id', '=', 'r.id')
    .orderBy((eb) => eb('status', '=', 'succeeded'), 'desc')
    .orderBy('created_at', 'desc')
    .limit(1)
    .as('a')
}
