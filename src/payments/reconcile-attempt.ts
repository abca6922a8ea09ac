/** Finding out what has become of an attempt. Safe to repeat, in any order, by anyone. */
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { Gateway, Gateways, KnownCharge } from '../domain/gateway.ts'
import {
  type Attempt,
  findAttempt,
  findAttemptsToCheck,
  findLiveAttempt,
  postponeCheck,
} from './attempt-store.ts'
import { recordOutcome } from './record-attempt.ts'

/** Asks the gateway, and records its answer if it has one. Throws when it does not answer. */
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

export async function reconcileLiveAttempt(
  db: Kysely<Database>,
  gateways: Gateways,
  requestId: string,
): Promise<void> {
  const attempt = await findLiveAttempt(db, requestId)
  if (attempt) await reconcileAttempt(db, gateways, attempt.id)
}

/**
 * Closes an attempt whose customer is, or was, at the gateway's page, so that it can no longer take money; records how
 * it ended. One that is no longer there is left alone.
 */
export async function closeChallenge(
  db: Kysely<Database>,
  gateways: Gateways,
  attemptId: string,
): Promise<void> {
  const attempt = await findAttempt(db, attemptId)
  if (attempt?.status === 'challenged') await closeAttempt(db, gateways, attempt)
}

/** What is not known is asked for after 1, 5, 15 minutes, an hour, then every hour. */
const minutesBetweenChecks = [1, 5, 15, 60]

/**
 * Asks about customers still at the bank's page, in case its report is lost; ends what was left there too long, cut off
 * by a crash, or not answered. Reports what could not be asked.
 */
export async function closeOverdueAttempts(
  db: Kysely<Database>,
  gateways: Gateways,
  report: (error: unknown, attemptId: string) => void,
): Promise<void> {
  for (const attempt of await findAttemptsToCheck(db, 200)) {
    const minutes = minutesBetweenChecks[attempt.checks] ?? 60
    await postponeCheck(db, attempt.id, minutes * 60)
    const asked = attempt.has_time_left
      ? reconcileAttempt(db, gateways, attempt.id)
      : closeAttempt(db, gateways, attempt)
    await asked.catch((error) => report(error, attempt.id))
  }
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
