/** Finding out what has become of an attempt, and writing it down. Safe to repeat, in any order, by anyone. */
import type { Kysely } from 'kysely'
import type { Trx } from '../db/connect.ts'
import { addJob } from '../db/jobs.ts'
import type { Database } from '../db/schema.ts'
import type { Gateway, Outcome } from '../gateways/port.ts'
import { lockRequest } from '../requests/change-store.ts'
import { addEvent, type NewEvent } from '../requests/history-store.ts'
import { attemptsInFlight, type FailureCode, liveAttempts, type Status } from '../requests/lifecycle.ts'
import { settleRequest } from '../requests/settle.ts'
import { type Attempt, findAttempt, findLiveAttempt, findStaleAttempts, moveAttempt } from './store.ts'

/** Asks the gateway, and records its answer if it has one. Throws when it does not answer. */
export async function confirmAttempt(
  db: Kysely<Database>,
  gateway: Gateway,
  attemptId: string,
): Promise<void> {
  const attempt = await findAttempt(db, attemptId)
  if (!attempt) return
  const outcome = await gateway.find(attempt.id)
  if (outcome) await recordOutcome(db, attempt, outcome)
}

/** Closes the request's live attempt at the gateway, so that it can no longer take money; records how it ended. */
export async function confirmClosed(
  db: Kysely<Database>,
  gateway: Gateway,
  requestId: string,
): Promise<void> {
  const attempt = await findLiveAttempt(db, requestId)
  if (attempt) await closeAttempt(db, gateway, attempt)
}

/** Ends what was left at the bank's page for 15 minutes, or cut off by a crash. Reports what could not be asked. */
export async function closeStaleAttempts(
  db: Kysely<Database>,
  gateway: Gateway,
  report: (error: unknown, attemptId: string) => void,
): Promise<void> {
  for (const attempt of await findStaleAttempts(db, gateway.name, 200)) {
    await closeAttempt(db, gateway, attempt).catch((error) => report(error, attempt.id))
  }
}

async function closeAttempt(db: Kysely<Database>, gateway: Gateway, attempt: Attempt): Promise<void> {
  await recordOutcome(db, attempt, await gateway.cancel(attempt.id))
}

/** Writes the gateway's answer once; an attempt that is no longer live stays as it ended. */
export async function recordOutcome(
  db: Kysely<Database>,
  attempt: Pick<Attempt, 'id' | 'request_id' | 'amount_cents'>,
  outcome: Outcome,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, attempt.request_id)
    if (request?.live?.id !== attempt.id) return
    if (outcome.status === 'succeeded') return succeed(trx, request, attempt, outcome)
    if (outcome.status === 'challenged') return challenge(trx, request, attempt.id, outcome.url)
    return fail(trx, request, attempt.id, outcome, request.live.status === 'challenged')
  })
}

interface Locked {
  id: string
  status: Status
}

async function succeed(
  trx: Trx,
  request: Locked,
  attempt: Pick<Attempt, 'id' | 'amount_cents'>,
  outcome: Extract<Outcome, { status: 'succeeded' }>,
): Promise<void> {
  if (outcome.capturedCents !== attempt.amount_cents) {
    throw new Error(
      `attempt ${attempt.id}: ${outcome.capturedCents} cents captured, ${attempt.amount_cents} asked`,
    )
  }
  await moveAttempt(trx, attempt.id, liveAttempts, { status: 'succeeded', card: outcome.card })
  await settleRequest(trx, request, attempt.id)
}

async function challenge(trx: Trx, request: Locked, attemptId: string, url: string): Promise<void> {
  const moved = await moveAttempt(trx, attemptId, attemptsInFlight, {
    status: 'challenged',
    challengeUrl: url,
  })
  if (moved) await addAttemptEvent(trx, request, attemptId, 'attempt_challenged')
}

/** A challenge closed unanswered was abandoned; anything else closed had not reached the customer's bank. */
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
  const code = outcome.status === 'failed' ? outcome.code : 'processing_error'
  const card = outcome.status === 'failed' ? outcome.card : null
  await moveAttempt(trx, attemptId, liveAttempts, { status: 'failed', failureCode: code, card })
  return addAttemptEvent(trx, request, attemptId, 'attempt_failed', code)
}

/** The gateway did not answer: nobody may try again until it does. */
export async function recordUnknown(
  db: Kysely<Database>,
  attempt: Pick<Attempt, 'id' | 'request_id'>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, attempt.request_id)
    if (!request) return
    const moved = await moveAttempt(trx, attempt.id, ['started'], { status: 'unknown' })
    if (!moved) return
    await addAttemptEvent(trx, request, attempt.id, 'attempt_unknown')
    await addJob(trx, 'confirm_attempt', { attemptId: attempt.id })
  })
}

/** The customer's doing, and the request's status stays what it was. */
export function addAttemptEvent(
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
