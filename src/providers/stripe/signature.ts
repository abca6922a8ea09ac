/**
 * Verifies that Stripe has sent a webhook, and with which of the merchant's secrets:
 * https://docs.stripe.com/webhooks/signature
 */
import { isUtf8 } from 'node:buffer'
import Stripe from 'stripe'
import { z } from 'zod'
import type { Mode } from '../../domain/words.ts'

/** Objects of other events may have no id (a balance) or other metadata; `id` is then empty. */
const object = z.object({
  id: z.string().catch(''),
  metadata: z.record(z.string(), z.string()).nullish().catch(null),
  last_payment_error: z.unknown().optional(),
})

const schema = z.object({
  id: z.string().min(1),
  type: z.string(),
  livemode: z.boolean(),
  data: z.object({ object }).catch({ object: { id: '' } }),
})

export type StripeEvent = z.infer<typeof schema> & { mode: Mode }

const toleranceSeconds = 300

/** Undefined when none of the secrets has signed these bytes within five minutes of now. */
export function readEvent(
  body: unknown,
  header: unknown,
  secrets: { mode: Mode; secret: string }[],
): StripeEvent | undefined {
  // The library signs the body as text. Bytes that are no text would all be read as the same character.
  if (!Buffer.isBuffer(body) || !isUtf8(body)) return undefined
  if (typeof header !== 'string' || isFromFuture(header)) return undefined
  for (const { mode, secret } of secrets) {
    const event = schema.safeParse(verify(body, header, secret))
    if (event.success && event.data.livemode === (mode === 'live')) return { ...event.data, mode }
  }
  return undefined
}

function verify(body: Buffer, header: string, secret: string): unknown {
  try {
    return Stripe.webhooks.constructEvent(body, header, secret, toleranceSeconds)
  } catch {
    return undefined
  }
}

/** The library only refuses old signatures. One from the future would be valid until then. */
function isFromFuture(header: string): boolean {
  const latest = Date.now() / 1000 + toleranceSeconds
  return Array.from(header.matchAll(/\bt=(\d+)/g)).some(([, seconds]) => Number(seconds) > latest)
}
