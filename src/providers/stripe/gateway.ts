/** Stripe Checkout by redirect: no card number reaches this server. Each attempt is one Checkout Session. */
import type Stripe from 'stripe'
import { stripeApi } from '../../config/providers.ts'
import type { Gateway, KnownCharge } from '../../domain/gateway.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { canTakePayments } from './check-key.ts'
import { ask, createClient, isRefusal, KeyRefused, type StripeAccount, wasNotCalled } from './client.ts'
import { findFee } from './fees.ts'
import { createSession, findSession, retrieveSession } from './find-session.ts'
import { stripeForm } from './form.ts'
import { findMovement, listMovements } from './movements.ts'
import { createRefund, findRefund, findRefundObstacle } from './refunds.ts'
import { expand, idOf, outcomeOf, type Session } from './session.ts'

interface Options {
  keyId?: string
  secretKey: StripeAccount['secretKey']
  apiBase?: string
  onKeyVerdict?: StripeAccount['onKeyVerdict']
  methods?: readonly string[]
}

export function createStripeGateway({
  keyId,
  secretKey,
  apiBase = stripeApi,
  onKeyVerdict,
  methods,
}: Options): Gateway<null> {
  const stripe = createClient({ secretKey, apiBase, onKeyVerdict })
  const intentIdOf = (charge: KnownCharge) => findIntentId(stripe, charge)

  return {
    name: 'stripe',
    ...(keyId ? { keyId } : {}),
    ...(methods?.length ? { methods } : {}),
    form: stripeForm,
    reopensChallenge: true,
    // Stripe asks for at least half an hour, by its own clock. Ours may be five minutes behind.
    minutesToPay: 36,
    async pay(charge) {
      try {
        return outcomeOf(charge, await createSession(stripe, charge), apiBase)
      } catch (error) {
        // Every call under a key of this charge was refused, or not made, so there is no session, and there will not
        // be one.
        const isKeyRefused = error instanceof KeyRefused
        if (!isKeyRefused && !isRefusal(error) && !wasNotCalled(error)) throw error
        return {
          status: 'failed',
          code: isKeyRefused ? 'key_refused' : 'processing_error',
          card: null,
          ref: null,
          cause: error,
        }
      }
    },
    async find(charge) {
      const session = await findSession(stripe, charge)
      return session && outcomeOf(charge, session, apiBase)
    },
    async cancel(charge): Promise<Outcome> {
      const ref = charge.ref ?? (await findSession(stripe, charge))?.id
      return ref ? outcomeOf(charge, await closeSession(stripe, ref), apiBase) : { status: 'cancelled' }
    },
    findRefundObstacle: (charge) => findRefundObstacle(stripe, charge),
    refund: async (refund) => createRefund(stripe, refund, await intentIdOf(refund.charge)),
    findRefund: (refund) => findRefund(stripe, refund, intentIdOf),
    // Stripe lets an account read at least 10,000 times a month (https://docs.stripe.com/rate-limits). Refunds and
    // disputes every 12 minutes are 7,200 reads.
    minutesBetweenLooks: 12,
    listMovements: (search) => listMovements(stripe, search),
    findMovement: (kind, ref) => findMovement(stripe, kind, ref),
    findFee: (movement) => findFee(stripe, movement),
    canTakePayments: () => canTakePayments(stripe),
  }
}

/** Expires the session. A session that is paid is no longer open, and Stripe refuses; then it is fetched. */
async function closeSession(stripe: Stripe, id: string): Promise<Session> {
  try {
    return await ask(stripe.checkout.sessions.expire(id, { expand }))
  } catch (error) {
    if (!isRefusal(error)) throw error
    const session = await retrieveSession(stripe, id)
    if (session.status === 'open') throw error
    return session
  }
}

async function findIntentId(stripe: Stripe, charge: KnownCharge): Promise<string> {
  const session = await findSession(stripe, charge)
  const id = session && idOf(session.payment_intent)
  if (!id) throw new Error(`Stripe has captured nothing for ${charge.attemptId}`)
  return id
}
