/** Turns Vonage's status webhooks (Messages API) into reports. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Report } from '../../messages/report.ts'
import { readVonageReason } from './reasons.ts'

const webhook = z.object({
  message_uuid: z.string().max(100),
  status: z.enum(['submitted', 'delivered', 'rejected', 'undeliverable']),
  client_ref: z.string().max(100).optional(),
  error: z.object({ type: z.string().optional() }).optional(),
})

const fates = {
  submitted: 'sent',
  delivered: 'delivered',
  rejected: 'failed',
  undeliverable: 'bounced',
} as const

/** Undefined for anything but the status of a text message. */
export function readVonageReport(body: unknown): Report | undefined {
  const parsed = webhook.safeParse(body)
  if (!parsed.success) return undefined
  const { message_uuid: ref, status, client_ref: messageId, error } = parsed.data
  const fate = fates[status]
  const isBad = fate === 'failed' || fate === 'bounced'
  const reason = isBad ? (readVonageReason(error?.type) ?? 'other') : null
  return {
    provider: 'vonage',
    eventId: `${ref}:${status}`,
    messageId,
    ref,
    fate,
    reason,
    suppresses: reason === 'unknown_address',
  }
}

const claims = z.object({ iat: z.number(), payload_hash: z.string(), api_key: z.string() })

interface Expected {
  apiKey: string
  signatureSecret: string
  now?: Date
}

/**
 * Whether the webhook's token is Vonage's: signed with HS256 only (Vonage's own library also accepts RS256), for our
 * account, at most five minutes old, and over exactly these bytes.
 */
export function isSignedByVonage(
  authorization: string | undefined,
  body: Buffer,
  expected: Expected,
): boolean {
  const [, header = '', payload = '', signature = ''] =
    authorization?.match(/^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/) ?? []
  if (readPart(header)?.alg !== 'HS256') return false
  const hmac = createHmac('sha256', expected.signatureSecret).update(`${header}.${payload}`).digest()
  if (!isSame(hmac, Buffer.from(signature, 'base64url'))) return false
  const claimed = claims.safeParse(readPart(payload))
  if (!claimed.success) return false
  const age = (expected.now ?? new Date()).getTime() / 1000 - claimed.data.iat
  const hash = createHash('sha256').update(body).digest('hex')
  return (
    Math.abs(age) <= 300 &&
    claimed.data.api_key === expected.apiKey &&
    isSame(Buffer.from(hash), Buffer.from(claimed.data.payload_hash.toLowerCase()))
  )
}

function readPart(part: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString())
  } catch {
    return undefined
  }
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
