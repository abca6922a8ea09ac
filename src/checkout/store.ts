/** SQL of attempts to pay. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import type { Card, Charge } from '../gateways/port.ts'
import { type AttemptStatus, type FailureCode, liveAttempts } from '../requests/lifecycle.ts'

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

export function findLiveAttempt(db: Db, requestId: string) {
  return db
    .selectFrom('attempts')
    .select([...columns, 'challenge_url'])
    .where('request_id', '=', requestId)
    .where('status', 'in', liveAttempts)
    .executeTakeFirst()
}

/** Call with the request's row locked and no live attempt; the database refuses a second one all the same. */
export async function insertAttempt(trx: Trx, gateway: string, charge: Charge): Promise<void> {
  await trx
    .insertInto('attempts')
    .values({
      id: charge.attemptId,
      request_id: charge.requestId,
      gateway,
      amount_cents: charge.amountCents,
      status: 'started',
      charge: JSON.stringify(charge),
      created_at: new Date(charge.startedAt),
      check_at: sql<Date>`now() + interval '1 minute'`,
    })
    .execute()
}

interface Ending {
  status: AttemptStatus
  failureCode?: FailureCode | undefined
  challengeUrl?: string | undefined
  card?: Card | null | undefined
  ref?: string | null | undefined
  /** ISO 8601: when to ask the gateway, if nothing is heard before. */
  checkAt?: string | undefined
}

/** Undefined when the attempt was not in one of the statuses named: somebody else has moved it. */
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

/** Live attempts whose time to be asked about has come: left at the bank's page, cut off by a crash, or unknown. */
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

/** Asked again in so many seconds, or when the customer's time is up if that is sooner. */
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

/** The request is paid: another try that is still open must be closed, now. */
export async function checkOtherAttempts(trx: Trx, requestId: string): Promise<void> {
  await trx
    .updateTable('attempts')
    .set({ check_at: sql<Date>`now()` })
    .where('request_id', '=', requestId)
    .where('status', 'in', liveAttempts)
    .execute()
}
