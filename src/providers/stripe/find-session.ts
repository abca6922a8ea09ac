/** Finds a charge's Checkout Session, even when Stripe's answer with its id has never reached us. */
import Stripe from 'stripe'
import type { Charge, KnownCharge } from '../../domain/gateway.ts'
import { ask, isRefusal } from './client.ts'
import { expand, paramsOf, type Session } from './session.ts'

/**
 * Creates the session, once for each charge. An e-mail that Stripe refuses to prefill, or a way to pay that the account
 * or the amount does not allow, does not make the bill unpayable: another call leaves it out, under a key of its own,
 * because a repeated key means the same parameters.
 */
export async function createSession(
  stripe: Stripe,
  charge: Charge,
  key = charge.attemptId,
): Promise<Session> {
  try {
    return await create(stripe, charge, key)
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (error.param === 'customer_email' && charge.customerEmail)
      return createSession(stripe, { ...charge, customerEmail: null }, `${key}_no_email`)
    if (charge.methods) return createSession(stripe, { ...charge, methods: undefined }, `${key}_cards`)
    throw error
  }
}

const create = (stripe: Stripe, charge: Charge, idempotencyKey: string) =>
  ask(stripe.checkout.sessions.create(paramsOf(charge), { idempotencyKey }))

export function retrieveSession(stripe: Stripe, id: string): Promise<Session> {
  return ask(stripe.checkout.sessions.retrieve(id, { expand }))
}

/** Stripe may forget an idempotency key after a day, and would then create a second session. */
const keyLifetimeMs = 23 * 3600_000

/**
 * Undefined when there is no session, and there will never be one: Stripe refuses a session that ends within half an
 * hour, so even a request of ours that is still on its way would come too late. Throws when that is not certain.
 */
export async function findSession(stripe: Stripe, charge: KnownCharge): Promise<Session | undefined> {
  if (charge.ref) return retrieveSession(stripe, charge.ref)
  const isKeyKept = Date.now() - Date.parse(charge.startedAt) < keyLifetimeMs
  const id = isKeyKept ? await repeatCreation(stripe, charge) : await searchId(stripe, charge)
  // A repeated call answers how the session was when it was created, so it is fetched again.
  return id ? retrieveSession(stripe, id) : undefined
}

/**
 * Repeats the creation with the same key. Returns the session that was created, or a new one if there was still time.
 */
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

/**
 * Whether the answer is about this key, including a failure that Stripe has stored for it: asking again would say the
 * same.
 */
function isAnswer(error: unknown): boolean {
  const { StripeAPIError, StripeIdempotencyError } = Stripe.errors
  const isFailure = error instanceof StripeAPIError && error.statusCode !== 409
  return isRefusal(error) || isFailure || error instanceof StripeIdempotencyError
}

/** Searches the sessions of those minutes, with a margin for the difference between our clock and Stripe's. */
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
