/** Which of Stripe's keys may be which. */
import type { Mode } from '../../domain/words.ts'

export type KeyProblem = 'missing' | 'not_a_secret_key' | 'other_mode'

/** Undefined when it may be used in that mode. A publishable key (`pk_`) can take no payment. */
export function secretKeyProblem(mode: Mode, typed: string): KeyProblem | undefined {
  if (typed === '') return 'missing'
  const [, keyMode] = /^(?:sk|rk)_(test|live)_\w{8,250}$/.exec(typed) ?? []
  if (!keyMode) return 'not_a_secret_key'
  return keyMode === mode ? undefined : 'other_mode'
}

/** The signing secret of a webhook endpoint says nothing of its mode. */
export function isWebhookSecret(typed: string): boolean {
  return /^whsec_[\w+/=-]{8,250}$/.test(typed)
}
