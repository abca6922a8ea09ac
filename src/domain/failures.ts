/** What an adapter throws when it knows that the provider has not taken a message. Any other error: nobody knows. */

/** Refused for good: sending the same again would be refused again. */
export class RefusedByProvider extends Error {
  readonly reason: FailureReason
  constructor(reason: FailureReason, detail: string) {
    super(`the provider refused the message: ${detail}`)
    this.reason = reason
  }
}

/** Surely not taken, and worth another try later: too many requests, an outage, no connection at all. */
export class TryLater extends Error {
  readonly afterSeconds: number | undefined
  constructor(detail: string, afterSeconds?: number) {
    super(`the provider asks to try later: ${detail}`)
    this.afterSeconds = afterSeconds
  }
}

/** Why a message was refused, bounced or failed, in our words; the portal's catalogue has a French sentence for each. */
export const failureReasons = [
  'unknown_address',
  'mailbox_full',
  'blocked',
  'complaint',
  'suppressed',
  'daily_limit',
  'test_limit',
  'unreachable',
  'invalid_sender',
  'account',
  'too_long',
  'expired',
  'obsolete',
  'not_taken',
  'other',
] as const
export type FailureReason = (typeof failureReasons)[number]
