/** Records what the gateway says of an attempt: once, with the request's row locked. */
import type { Kysely } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import { addJob } from '../db/jobs.ts'
import { tryAgain } from '../db/retry.ts'
import type { Database } from '../db/schema.ts'
import type { Charge } from '../domain/gateway.ts'
import type { Outcome } from '../domain/outcome.ts'
import { attemptsInFlight, type FailureCode, liveAttempts, type Status } from '../domain/request-lifecycle.ts'
import { lockRequest } from '../requests/change-store.ts'
import { addEvent, type NewEvent } from '../requests/history-store.ts'
import { moveAttempt } from './attempt-store.ts'
import { addDecline } from './record-decline.ts'
import { settleAttempt } from './settle-store.ts'

export interface RecordedAttempt {
  id: string
  gateway: string
  request_id: string
  amount_cents: number
  charge: Charge
}

/**
 * Records an outcome. An attempt that has ended stays as it ended, unless money came after all: then it is paid.
 * Throws when the gateway took another amount than was asked, or took money twice for one request.
 */
export async function recordOutcome(
  db: Kysely<Database>,
  attempt: RecordedAttempt,
  outcome: Outcome,
): Promise<void> {
  if (outcome.status === 'succeeded') return tryAgain(() => succeed(db, attempt, outcome))
  await db.transaction().execute((trx) => recordOutcomeIn(trx, attempt, outcome))
}

/** The same within a transaction. */
export async function recordOutcomeIn(trx: Trx, attempt: RecordedAttempt, outcome: Outcome): Promise<void> {
  if (outcome.status === 'succeeded') return succeed(trx, attempt, outcome)
  const request = await lockRequest(trx, attempt.request_id)
  if (!request) return
  if (request.live?.id !== attempt.id) return
  if (outcome.status === 'challenged') return challenge(trx, request, attempt, outcome)
  return fail(trx, request, attempt.id, outcome, request.live.status === 'challenged')
}

async function succeed(
  db: Db,
  attempt: RecordedAttempt,
  outcome: Extract<Outcome, { status: 'succeeded' }>,
): Promise<void> {
  const { capturedCents } = outcome
  if (capturedCents !== attempt.amount_cents) {
    throw new Error(`attempt ${attempt.id}: ${capturedCents} cents captured, ${attempt.amount_cents} asked`)
  }
  await settleAttempt(db, attempt, outcome)
}

interface Locked {
  id: string
  status: Status
}

async function challenge(
  trx: Trx,
  request: Locked & { now: Date },
  { id, gateway }: RecordedAttempt,
  { askedBy, url, ref, decline }: Extract<Outcome, { status: 'challenged' }>,
): Promise<void> {
  const checkAt = new Date(request.now.getTime() + 60_000).toISOString()
  const waiting = { status: 'challenged', challengeUrl: url, ref, checkAt } as const
  const moved = await moveAttempt(trx, id, attemptsInFlight, waiting)
  const kind = askedBy === 'bank' ? 'attempt_challenged' : 'attempt_page_opened'
  if (moved) await addAttemptEvent(trx, request, id, kind)
  if (decline) await addDecline(trx, request, { id, gateway }, decline)
}

/**
 * A challenge that was closed without an answer is `abandoned`. Any other attempt that was closed had not reached the
 * customer's bank.
 */
async function fail(
  trx: Trx,
  request: Locked,
  attemptId: string,
  outcome: Extract<Outcome, { status: 'failed' | 'cancelled' }>,
  wasChallenged: boolean,
): Promise<void> {
  if (outcome.status === 'cancelled' && wasChallenged) {
    await moveAttempt(trx, attemptId, liveAttempts, { status: 'abandoned', failureCode: 'timeout' })
    return addAttemptEvent(trx, request, attemptId, 'attempt_abandoned', 'timeout')
  }
  const failed =
    outcome.status === 'failed' ? outcome : { code: 'processing_error' as const, card: null, ref: null }
  const { code: failureCode, card, ref } = failed
  await moveAttempt(trx, attemptId, liveAttempts, { status: 'failed', failureCode, card, ref })
  return addAttemptEvent(trx, request, attemptId, 'attempt_failed', failureCode)
}

/** The gateway did not answer. Nobody may try again until it does: a job asks at once, then the sweep. */
export async function recordUnknown(db: Kysely<Database>, attempt: RecordedAttempt): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, attempt.request_id)
    if (!request) return
    const moved = await moveAttempt(trx, attempt.id, ['started'], { status: 'unknown' })
    if (!moved) return
    await addAttemptEvent(trx, request, attempt.id, 'attempt_unknown')
    await addJob(trx, 'reconcile_attempt', { attemptId: attempt.id }, { tries: 3 })
  })
}

/** Adds an event of the customer that leaves the request's status as it is. */
function addAttemptEvent(
  trx: Trx,
  request: Locked,
  attemptId: string,
  kind: NewEvent['kind'],
  failureCode?: FailureCode,
): Promise<void> {
  const { status } = request
  const event = { kind, actor: 'customer', before: status, after: status, attemptId } as const
  return addEvent(trx, request.id, failureCode ? { ...event, failureCode } : event)
}
