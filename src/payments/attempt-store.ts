/** SQL of attempts to pay. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import type { Card } from '../domain/gateway.ts'
import { type AttemptStatus, type FailureCode, liveAttempts } from '../domain/request-lifecycle.ts'

export type Attempt = NonNullable<Awaited<ReturnType<typeof findAttempt>>>

const columns = [
  'id',
  'request_id',
  'status',
  'amount_cents',
  'gateway',
  'gateway_ref',
  'charge',
  'checks',
] as const

export function findAttempt(db: Db, id: string) {
  return db.selectFrom('attempts').select(columns).where('id', '=', id).executeTakeFirst()
}

/** The attempt that may still take money for this request; at most one exists. */
export function findLiveAttempt(db: Db, requestId: string) {
  return db
    .selectFrom('attempts')
    .select(columns)
    .where('request_id', '=', requestId)
    .where('status', 'in', liveAttempts)
    .executeTakeFirst()
}

/** Whether another attempt has paid this request. */
export async function hasOtherSuccess(
  db: Db,
  { id, request_id }: { id: string; request_id: string },
): Promise<boolean> {
  const other = await db
    .selectFrom('attempts')
    .select('id')
    .where('request_id', '=', request_id)
    .where('id', '<>', id)
    .where('status', '=', 'succeeded')
    .executeTakeFirst()
  return other !== undefined
}

/** The attempt whose customer is at the gateway's page, or was, if the request can still be paid. */
export function findChallenge(db: Db, requestId: string) {
  return db
    .selectFrom('attempts as a')
    .innerJoin('payment_requests as r', 'r.id', 'a.request_id')
    .select(['a.id', 'a.challenge_url'])
    .where('a.request_id', '=', requestId)
    .where('a.status', '=', 'challenged')
    .where('r.status', '=', 'pending')
    .executeTakeFirst()
}

interface Ending {
  status: AttemptStatus
  failureCode?: FailureCode | undefined
  challengeUrl?: string | undefined
  card?: Card | null | undefined
  ref?: string | null | undefined
  /** ISO 8601: when to ask the gateway if nothing is heard before. */
  checkAt?: string | undefined
}

/** Undefined when the attempt has none of the statuses of `from`: somebody else has moved it. */
export function moveAttempt(trx: Trx, id: string, from: readonly AttemptStatus[], to: Ending) {
  return trx
    .updateTable('attempts')
    .set({ status: to.status, failure_code: to.failureCode ?? null, updated_at: sql<Date>`now()` })
    .$if(to.challengeUrl !== undefined, (query) => query.set({ challenge_url: to.challengeUrl! }))
    .$if(Boolean(to.ref), (query) => query.set({ gateway_ref: to.ref! }))
    .$if(to.checkAt !== undefined, (query) => query.set({ check_at: new Date(to.checkAt!) }))
    .$if(Boolean(to.card), (query) => query.set({ card_brand: to.card!.brand, card_last4: to.card!.last4 }))
    .where('id', '=', id)
    .where('status', 'in', from)
    .returning('id')
    .executeTakeFirst()
}

/** Live attempts that are due to be asked about: left at the bank's page, cut off by a crash, or without an answer. */
export function findAttemptsToCheck(db: Db, most: number) {
  return db
    .selectFrom('attempts')
    .select(columns)
    .select(
      sql<boolean>`status = 'challenged' and (charge->>'endsAt')::timestamptz > now()
      and exists (select from payment_requests r where r.id = request_id and r.status = 'pending')`.as(
        'has_time_left',
      ),
    )
    .where('status', 'in', liveAttempts)
    .where('check_at', '<=', sql<Date>`now()`)
    .orderBy('check_at')
    .limit(most)
    .execute()
}

/** The next check is in `seconds`, or when the customer's time ends if that is sooner. */
export async function postponeCheck(db: Db, id: string, seconds: number): Promise<void> {
  await db
    .updateTable('attempts')
    .set({
      checks: sql`checks + 1`,
      check_at: sql<Date>`least(now() + make_interval(secs => ${seconds}),
        case when (charge->>'endsAt')::timestamptz > now() then (charge->>'endsAt')::timestamptz end)`,
    })
    .where('id', '=', id)
    .execute()
}
