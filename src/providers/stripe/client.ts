/** Stripe's library, limited to one origin, one try and eight seconds, with its telemetry off. */
import { createHash } from 'node:crypto'
import Stripe from 'stripe'
import { z } from 'zod'
import type { KeyVerdict } from '../../domain/key-verdict.ts'
import { NotCalled } from '../http/breaker.ts'
import { createProviderFetch, type ProviderFetch } from '../http/provider-fetch.ts'
import { type StripeAnswer, verdictOf } from './key-verdicts.ts'

export interface StripeAccount {
  /** Undefined when ours cannot be read: then nothing is called, and every answer is that the key is refused. */
  secretKey: string | undefined
  /** An origin: no path, no trailing slash. */
  apiBase: string
  /** Told what each answer says about the key. */
  onKeyVerdict?: ((verdict: KeyVerdict) => Promise<void>) | undefined
}

/** The key is wrong, was revoked, or lacks a right: the merchant has to give another one. */
export class KeyRefused extends Error {
  override readonly name = 'KeyRefused'
}

const timeout = 8_000

export function createClient({ secretKey, apiBase, onKeyVerdict }: StripeAccount): Stripe {
  const { protocol, hostname, port } = new URL(apiBase)
  const isSecure = protocol === 'https:'
  return new Stripe(secretKey ?? 'unreadable', {
    protocol: isSecure ? 'https' : 'http',
    host: hostname,
    port: port || (isSecure ? 443 : 80),
    httpClient: Stripe.createFetchHttpClient(
      oneTry(secretKey === undefined ? refuse : fetchWith(secretKey, apiBase), onKeyVerdict),
    ),
    timeout,
    maxNetworkRetries: 0,
    telemetry: false,
  })
}

function fetchWith(secretKey: string, apiBase: string): ProviderFetch {
  const line = `${apiBase} ${createHash('sha256').update(secretKey).digest('base64url')}`
  return createProviderFetch(apiBase, { line, timeoutMs: timeout })
}

const refuse: ProviderFetch = async () => {
  const message = 'the key cannot be read with this APP_SECRET'
  return Response.json({ error: { type: 'invalid_request_error', message } }, { status: 401 })
}

/**
 * Removes the error codes after which the library would repeat the call even with retries switched off. A redirect is
 * not taken for the answer either.
 */
function oneTry(ask: ProviderFetch, onKeyVerdict: StripeAccount['onKeyVerdict']): typeof fetch {
  return async (input, init) => {
    const answer = await ask(input, init).catch((cause) => {
      throw new Error('no answer from Stripe', { cause })
    })
    if (answer.status >= 300 && answer.status < 400) throw new Error(`Stripe redirects: ${answer.status}`)
    const verdict = onKeyVerdict && verdictOf(await describe(String(input), init?.method, answer.clone()))
    if (verdict) await onKeyVerdict(verdict)
    return answer
  }
}

const refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }).partial() })

async function describe(url: string, method = 'GET', answer: Response): Promise<StripeAnswer> {
  const { status } = answer
  const said = status < 400 ? undefined : refusal.safeParse(await answer.json().catch(() => undefined)).data
  return { method, path: new URL(url).pathname, status, ...said?.error }
}

/** Throws `KeyRefused` for 401 and 403, and the library's own errors otherwise. */
export async function ask<Answer>(asking: Promise<Answer>): Promise<Answer> {
  try {
    return await asking
  } catch (error) {
    if (isAbout(error, 401) || isAbout(error, 403)) throw new KeyRefused(error.message, { cause: error })
    throw error
  }
}

/** Whether Stripe has answered "no" (and not failed to answer): nothing was done, and asking again would not help. */
export function isRefusal(error: unknown): error is Stripe.errors.StripeInvalidRequestError {
  return error instanceof Stripe.errors.StripeInvalidRequestError
}

/** Whether Stripe was not called at all, because it has not answered the last calls with this key. */
export function wasNotCalled(error: unknown): boolean {
  const { detail } = error as { detail?: unknown }
  return detail instanceof Error && detail.cause instanceof NotCalled
}

export function isAbout(error: unknown, status: number): error is Stripe.errors.StripeError {
  return error instanceof Stripe.errors.StripeError && error.statusCode === status
}
