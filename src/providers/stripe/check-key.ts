import type Stripe from 'stripe'
import { newToken } from '../../domain/ids.ts'
import type { Reading } from '../../domain/key-verdict.ts'
import { ask, createClient, isAbout, KeyRefused, type StripeAccount } from './client.ts'
import { expand } from './session.ts'

export type KeyCheck =
  /** `unseen`: what it may not read, of what payments do not need. */
  | { result: 'accepted'; unseen: Reading[] }
  | { result: 'refused' }
  /**
   * A restricted key that Stripe knows, without a right that we need. `permission` is Stripe's name for it, if Stripe
   * says it.
   */
  | { result: 'missing_permission'; permission: string | undefined }
  /** The key belongs to another account: it does not know the session. */
  | { result: 'other_account' }

/** Objects that do not exist: "not found" is the answer to a key that may read or change them, and nothing is done. */
const noIntent = 'pi_acquit0tries0this0key'
const noSession = 'cs_acquit0tries0this0key'

/**
 * Tries a key once on everything that payments and refunds need, and on what it may do beyond that. `session`, if there
 * is one, must be known to the key's account. Changes nothing at Stripe. Throws when Stripe does not answer.
 */
export async function checkKey(account: StripeAccount, session?: string): Promise<KeyCheck> {
  const stripe = createClient(account)
  try {
    await tryPayments(stripe)
    await ask(stripe.refunds.list({ limit: 1 }))
    await isThere(stripe.refunds.create({ payment_intent: noIntent }, { idempotencyKey: newToken() }))
    await ask(stripe.disputes.list({ limit: 1 }))
    const isSame = !session || (await isThere(stripe.checkout.sessions.retrieve(session)))
    if (!isSame) return { result: 'other_account' }
    return { result: 'accepted', unseen: (await canReadFees(stripe)) ? [] : ['fee'] }
  } catch (error) {
    if (!(error instanceof KeyRefused)) throw error
    if (!isAbout(error.cause, 403)) return { result: 'refused' }
    return { result: 'missing_permission', permission: /'rak_(\w+)'/.exec(error.message)?.[1] }
  }
}

async function canReadFees(stripe: Stripe): Promise<boolean> {
  try {
    await ask(stripe.balanceTransactions.list({ limit: 1 }))
    return true
  } catch (error) {
    if (error instanceof KeyRefused) return false
    throw error
  }
}

/** Tries the key on what taking a payment needs. Throws when Stripe does not answer. */
export async function canTakePayments(stripe: Stripe): Promise<boolean> {
  try {
    await tryPayments(stripe)
    return true
  } catch (error) {
    if (error instanceof KeyRefused) return false
    throw error
  }
}

async function tryPayments(stripe: Stripe): Promise<void> {
  await ask(stripe.checkout.sessions.list({ limit: 1 }))
  await isThere(stripe.paymentIntents.retrieve(noIntent, { expand: ['latest_charge'] }))
  await isThere(stripe.checkout.sessions.expire(noSession, { expand }, { idempotencyKey: newToken() }))
}

async function isThere(asking: Promise<unknown>): Promise<boolean> {
  try {
    await ask(asking)
    return true
  } catch (error) {
    if (isAbout(error, 404)) return false
    throw error
  }
}
