/** All SQL of the customer's side: the bill behind a link, and attempts to pay it. */
import { type ExpressionBuilder, sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import type { Database } from '../db/schema.ts'
import type { Card } from '../gateways/port.ts'
import { newId } from '../ids.ts'
import { type AttemptStatus, type FailureCode, liveAttempts } from '../requests/lifecycle.ts'
import { currentStatus, refundedCents } from '../requests/store.ts'

export type Bill = NonNullable<Awaited<ReturnType<typeof findBill>>>

/** Everything a link shows, in one query: the request, who asks, and the last attempt. */
export function findBill(db: Db, token: string) {
  return db
    .selectFrom('payment_requests as r')
    .innerJoin('merchants as m', 'm.id', 'r.merchant_id')
    .leftJoinLateral(lastAttempt, (join) => join.onTrue())
    .select([
      'r.id',
      'r.token',
      'r.mode',
      'r.amount_cents',
      'r.description',
      'r.reference',
      'r.language',
      'r.expires_at',
      'r.paid_at',
      'm.trade_name as merchant_name',
      'm.contact_email',
      'm.contact_phone',
      'a.status as attempt_status',
      'a.failure_code',
      'a.card_brand',
      'a.card_last4',
    ])
    .select((eb) => [currentStatus(eb).as('status'), refundedCents(eb).as('refunded_cents')])
    .where('r.token', '=', token)
    .executeTakeFirst()
}

function lastAttempt(eb: ExpressionBuilder<Database & { r: Database['payment_requests'] }, 'r'>) {
  return eb
    .selectFrom('attempts')
    .select(['status', 'failure_code', 'card_brand', 'card_last4'])
    .whereRef('request_id', '=', 'r.id')
    .orderBy('created_at', 'desc')
    .limit(1)
    .as('a')
}

export type Attempt = NonNullable<Awaited<ReturnType<typeof findAttempt>>>

export function findAttempt(db: Db, id: string) {
  return db
    .selectFrom('attempts')
    .select(['id', 'request_id', 'status', 'amount_cents'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export function findLiveAttempt(db: Db, requestId: string) {
  return db
    .selectFrom('attempts')
    .select(['id', 'request_id', 'status', 'amount_cents'])
    .where('request_id', '=', requestId)
    .where('status', 'in', liveAttempts)
    .executeTakeFirst()
}

/** Call with the request's row locked and no live attempt; the database refuses a second one all the same. */
export function insertAttempt(trx: Trx, requestId: string, gateway: string, amountCents: number) {
  return trx
    .insertInto('attempts')
    .values({
      id: newId('att'),
      request_id: requestId,
      gateway,
      amount_cents: amountCents,
      status: 'started',
    })
    .returning(['id', 'amount_cents'])
    .executeTakeFirstOrThrow()
}

interface Ending {
  status: AttemptStatus
  failureCode?: FailureCode | undefined
  challengeUrl?: string | undefined
  card?: Card | null | undefined
}

/** Undefined when the attempt was not in one of the statuses named: somebody else has moved it. */
export function moveAttempt(trx: Trx, id: string, from: readonly AttemptStatus[], to: Ending) {
  return trx
    .updateTable('attempts')
    .set({ status: to.status, failure_code: to.failureCode ?? null, updated_at: sql<Date>`now()` })
    .$if(to.challengeUrl !== undefined, (query) => query.set({ challenge_url: to.challengeUrl! }))
    .$if(Boolean(to.card), (query) => query.set({ card_brand: to.card!.brand, card_last4: to.card!.last4 }))
    .where('id', '=', id)
    .where('status', 'in', from)
    .returning('id')
    .executeTakeFirst()
}

/** Attempts nobody has heard of for a while: left at the bank's page, or cut off by a crash. */
export function findStaleAttempts(db: Db, gateway: string, most: number) {
  return db
    .selectFrom('attempts')
    .select(['id', 'request_id', 'status', 'amount_cents'])
    .where('gateway', '=', gateway)
    .where((eb) =>
      eb.or([
        eb.and([
          eb('status', '=', 'challenged'),
          eb('updated_at', '<', sql<Date>`now() - interval '15 minutes'`),
        ]),
        eb.and([
          eb('status', 'in', ['started', 'unknown']),
          eb('updated_at', '<', sql<Date>`now() - interval '1 minute'`),
        ]),
      ]),
    )
    .orderBy('updated_at')
    .limit(most)
    .execute()
}
