/**
 * Errors of the mailer and texter adapters when the provider has certainly not taken the message. After any other error
 * we do not know whether it was taken.
 */

/** The provider refused the message for good: the same message would be refused again. */
export class RefusedByProvider extends Error {
  readonly reason: MessageFailure
  constructor(reason: MessageFailure, detail: string) {
    super(`the provider refused the message: ${detail}`)
    this.reason = reason
  }
}

/** The provider has not taken the message, but may later: too many requests, an outage, no connection. */
export class TryLater extends Error {
  readonly afterSeconds: number | undefined
  constructor(detail: string, afterSeconds?: number) {
    super(`the provider asks to try later: ${detail}`)
    this.afterSeconds = afterSeconds
  }
}

/** Why a message was refused, bounced or failed, in our words. Each catalogue has a sentence for each. */
export const messageFailures = [
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
  'no_sms',
  'other',
] as const
export type MessageFailure = (typeof messageFailures)[number]
