/** Finding a charge's Checkout Session, even when Stripe's answer with its name has never reached us. */
import Stripe from 'stripe'
import type { Charge, KnownCharge } from '../../domain/gateway.ts'
import { ask, isRefusal } from './client.ts'
import { expand, paramsOf, type Session } from './session.ts'

export function createSession(stripe: Stripe, charge: Charge): Promise<Session> {
  return ask(stripe.checkout.sessions.create(paramsOf(charge), { idempotencyKey: charge.attemptId }))
}

export function retrieveSession(stripe: Stripe, id: string): Promise<Session> {
  return ask(stripe.checkout.sessions.retrieve(id, { expand }))
}

/** Stripe may forget a key once it is a day old, and would then make a second session. */
const keyLifetimeMs = 23 * 3600_000

/**
 * Undefined when there is none, nor ever will be: Stripe takes no session that ends within half an hour, and so even a
 * request of ours that is still on its way comes too late. Throws when that is not sure.
 */
export async function findSession(stripe: Stripe, charge: KnownCharge): Promise<Session | undefined> {
  if (charge.ref) return retrieveSession(stripe, charge.ref)
  const isKeyKept = Date.now() - Date.parse(charge.startedAt) < keyLifetimeMs
  const id = isKeyKept ? await repeatCreation(stripe, charge) : await searchId(stripe, charge)
  // A repeat answers what the session was when it was made.
  return id ? retrieveSession(stripe, id) : undefined
}

/** Asks again with the same key: the session that was made, or if there was still time, a new one. */
async function repeatCreation(stripe: Stripe, charge: Charge): Promise<string | undefined> {
  try {
    return (await createSession(stripe, charge)).id
  } catch (error) {
    if (!isAnswer(error)) throw error
    const id = await searchId(stripe, charge)
    const isOver = Date.now() > Date.parse(charge.endsAt)
    if (id || isRefusal(error) || isOver) return id
    throw error
  }
}

/** Said about this very key, a failure that Stripe had kept included: asking again would not say more. */
function isAnswer(error: unknown): boolean {
  const { StripeAPIError, StripeIdempotencyError } = Stripe.errors
  const isFailure = error instanceof StripeAPIError && error.statusCode !== 409
  return isRefusal(error) || isFailure || error instanceof StripeIdempotencyError
}

/** Among the sessions of those minutes, give or take what our clock and Stripe's may differ by. */
async function searchId(stripe: Stripe, charge: Charge): Promise<string | undefined> {
  const seconds = (time: string) => Math.floor(Date.parse(time) / 1000)
  const created = { gte: seconds(charge.startedAt) - 600, lte: seconds(charge.endsAt) }
  let after: string | undefined
  do {
    const page = await ask(
      stripe.checkout.sessions.list({ created, limit: 100, ...(after ? { starting_after: after } : {}) }),
    )
    const found = page.data.find(({ metadata }) => metadata?.attempt_id === charge.attemptId)
    if (found) return found.id
    after = page.has_more ? page.data.at(-1)?.id : undefined
  } while (after)
  return undefined
}
