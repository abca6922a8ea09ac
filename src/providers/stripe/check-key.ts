import { ask, createClient, isAbout, KeyRefused, type StripeAccount } from './client.ts'

export type KeyCheck =
  | { result: 'accepted' }
  | { result: 'refused' }
  /** A restricted key that Stripe knows, and that may not see what we ask about; by Stripe's name, if it says it. */
  | { result: 'missing_permission'; permission: string | undefined }
  /** It does not know the session that it should. */
  | { result: 'other_account' }

/** Nobody's: that it is not there is the answer of those who may look. */
const noIntent = 'pi_acquit0tries0this0key'

/**
 * Tries a key once, on all that a payment's end and a refund's are read from. `session`, if there is one, is the account's.
 * Changes nothing at Stripe. Throws when Stripe does not answer.
 */
export async function checkKey(account: StripeAccount, session?: string): Promise<KeyCheck> {
  const stripe = createClient(account)
  try {
    await ask(stripe.checkout.sessions.list({ limit: 1 }))
    await isThere(stripe.paymentIntents.retrieve(noIntent, { expand: ['latest_charge'] }))
    await ask(stripe.refunds.list({ limit: 1 }))
    await isThere(stripe.disputes.list({ limit: 1 }))
    const isSame = !session || (await isThere(stripe.checkout.sessions.retrieve(session)))
    return { result: isSame ? 'accepted' : 'other_account' }
  } catch (error) {
    if (!(error instanceof KeyRefused)) throw error
    if (!isAbout(error.cause, 403)) return { result: 'refused' }
    return { result: 'missing_permission', permission: /'rak_(\w+)'/.exec(error.message)?.[1] }
  }
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
