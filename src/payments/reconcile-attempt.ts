/** Finds out what became of an attempt. Safe to repeat, in any order and by any process. */
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { forEachAtOnce } from '../domain/at-once.ts'
import type { Gateway, Gateways, KnownCharge } from '../domain/gateway.ts'
import {
  type Attempt,
  findAttempt,
  findAttemptsToCheck,
  findLiveAttempt,
  postponeCheck,
} from './attempt-store.ts'
import { recordOutcome } from './record-attempt.ts'

/** Asks the gateway and records its answer, if it has one. Throws when the gateway does not answer. */
export async function reconcileAttempt(
  db: Kysely<Database>,
  gateways: Gateways,
  attemptId: string,
): Promise<void> {
  const attempt = await findAttempt(db, attemptId)
  if (!attempt) return
  const outcome = await (await gatewayOf(gateways, attempt)).find(chargeOf(attempt))
  if (outcome) await recordOutcome(db, attempt, outcome)
}

/** The same for the live attempt of a request, if there is one. */
export async function reconcileLiveAttempt(
  db: Kysely<Database>,
  gateways: Gateways,
  requestId: string,
): Promise<void> {
  const attempt = await findLiveAttempt(db, requestId)
  if (attempt) await reconcileAttempt(db, gateways, attempt.id)
}

/**
 * Closes an attempt whose customer is at the gateway's page, or was, so that it can no longer take money. Records how
 * it ended. Does nothing when the attempt is not there any more.
 */
export async function closeChallenge(
  db: Kysely<Database>,
  gateways: Gateways,
  attemptId: string,
): Promise<void> {
  const attempt = await findAttempt(db, attemptId)
  if (attempt?.status === 'challenged') await closeAttempt(db, gateways, attempt)
}

/** An attempt is asked about after 1, 5, 15 and 60 minutes, then every hour. */
const minutesBetweenChecks = [1, 5, 15, 60]

/**
 * Asks about every attempt that is due: of a customer with time left, it asks how it stands; any other (left too
 * long, cut off by a crash, unanswered) is closed. What could not be asked goes to `report`.
 */
export async function closeOverdueAttempts(
  db: Kysely<Database>,
  gateways: Gateways,
  report: (error: unknown, attemptId: string) => void,
): Promise<void> {
  await forEachAtOnce(await findAttemptsToCheck(db, 200), 20, async (attempt) => {
    const minutes = minutesBetweenChecks[attempt.checks] ?? 60
    await postponeCheck(db, attempt.id, minutes * 60)
    const asked = attempt.has_time_left
      ? reconcileAttempt(db, gateways, attempt.id)
      : closeAttempt(db, gateways, attempt)
    await asked.catch((error) => report(error, attempt.id))
  })
}

async function closeAttempt(db: Kysely<Database>, gateways: Gateways, attempt: Attempt): Promise<void> {
  const gateway = await gatewayOf(gateways, attempt)
  await recordOutcome(db, attempt, await gateway.cancel(chargeOf(attempt)))
}

async function gatewayOf(gateways: Gateways, attempt: Attempt): Promise<Gateway> {
  const gateway = await gateways.forAttempt(attempt)
  if (!gateway)
    throw new Error(`attempt ${attempt.id} was made with ${attempt.gateway}, which is not set up any more`)
  return gateway
}

function chargeOf({ charge, gateway_ref }: Pick<Attempt, 'charge' | 'gateway_ref'>): KnownCharge {
  return { ...charge, ref: gateway_ref }
}
