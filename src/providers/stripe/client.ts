/** Stripe's library, held to one address and to one try of eight seconds, and telling nothing it was not asked. */
import Stripe from 'stripe'
import { createProviderFetch, type ProviderFetch } from '../http/provider-fetch.ts'

export interface StripeAccount {
  secretKey: string
  /** An origin: no path, no trailing slash. */
  apiBase: string
}

/** The key is not good, or not any more, or may not do this: its merchant has to give another one. */
export class KeyRefused extends Error {
  override readonly name = 'KeyRefused'
}

const timeout = 8_000

export function createClient({ secretKey, apiBase }: StripeAccount): Stripe {
  const { protocol, hostname, port } = new URL(apiBase)
  const isSecure = protocol === 'https:'
  return new Stripe(secretKey, {
    protocol: isSecure ? 'https' : 'http',
    host: hostname,
    port: port || (isSecure ? 443 : 80),
    httpClient: Stripe.createFetchHttpClient(oneTry(createProviderFetch(apiBase, { timeoutMs: timeout }))),
    timeout,
    maxNetworkRetries: 0,
    telemetry: false,
  })
}

/**
 * Without the codes of what went wrong: after some of them the library asks again by itself, retries or not. Nor may
 * it take what comes with a redirect for the answer.
 */
function oneTry(ask: ProviderFetch): typeof fetch {
  return async (input, init) => {
    const answer = await ask(input, init).catch((cause) => {
      throw new Error('no answer from Stripe', { cause })
    })
    if (answer.status >= 300 && answer.status < 400) throw new Error(`Stripe redirects: ${answer.status}`)
    return answer
  }
}

/** Throws `KeyRefused` for 401 and 403, and what the library throws for the rest. */
export async function ask<Answer>(asking: Promise<Answer>): Promise<Answer> {
  try {
    return await asking
  } catch (error) {
    if (isAbout(error, 401) || isAbout(error, 403)) throw new KeyRefused(error.message, { cause: error })
    throw error
  }
}

/** An answer that says no, and not the lack of one: nothing was done, and asking again would not help. */
export function isRefusal(error: unknown): error is Stripe.errors.StripeInvalidRequestError {
  return error instanceof Stripe.errors.StripeInvalidRequestError
}

export function isAbout(error: unknown, status: number): error is Stripe.errors.StripeError {
  return error instanceof Stripe.errors.StripeError && error.statusCode === status
}
