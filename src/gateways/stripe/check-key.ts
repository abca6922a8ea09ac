import { ask, createClient, isAbout, KeyRefused, type StripeAccount } from './client.ts'

export type KeyCheck =
  | { result: 'accepted' }
  | { result: 'refused' }
  /** A restricted key that Stripe knows, and that may not see payments; by Stripe's name, if it says it. */
  | { result: 'missing_permission'; permission: string | undefined }

/**
 * Tries a key once, on what it will be used for: a restricted key that may read payments need not read the balance.
 * Changes nothing at Stripe. Throws when Stripe does not answer.
 */
export async function checkKey(account: StripeAccount): Promise<KeyCheck> {
  try {
    await ask(createClient(account).checkout.sessions.list({ limit: 1 }))
    return { result: 'accepted' }
  } catch (error) {
    if (!(error instanceof KeyRefused)) throw error
    if (!isAbout(error.cause, 403)) return { result: 'refused' }
    return { result: 'missing_permission', permission: /'rak_(\w+)'/.exec(error.message)?.[1] }
  }
}
