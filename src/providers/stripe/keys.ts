/** Checks the kinds of Stripe's keys by their prefixes. */
import type { Mode } from '../../domain/words.ts'

export type KeyProblem = 'missing' | 'not_a_secret_key' | 'other_mode'

/** Undefined when the key may be used in that mode. A publishable key (`pk_`) cannot take payments. */
export function secretKeyProblem(mode: Mode, typed: string): KeyProblem | undefined {
  if (typed === '') return 'missing'
  const [, keyMode] = /^(?:sk|rk)_(test|live)_\w{8,250}$/.exec(typed) ?? []
  if (!keyMode) return 'not_a_secret_key'
  return keyMode === mode ? undefined : 'other_mode'
}

/** The signing secret of a webhook endpoint does not show its mode. */
export function isWebhookSecret(typed: string): boolean {
  return /^whsec_[\w+/=-]{8,250}$/.test(typed)
}
