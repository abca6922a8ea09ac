/** What an answer of Stripe says about the key: https://docs.stripe.com/error-codes */
import type { KeyVerdict, Reading } from '../../domain/key-verdict.ts'

/** Codes of a key or an account that can take nothing, whatever the status of the answer. */
const ofWholeKey = new Set([
  'account_closed',
  'account_invalid',
  'api_key_expired',
  'platform_api_key_expired',
  'secret_key_required',
  'testmode_charges_only',
])

export interface StripeAnswer {
  method: string
  path: string
  status: number
  code?: string | undefined
  message?: string | undefined
}

/** Undefined when the answer says nothing about the key: Stripe failed, or refuses only a refund of ours. */
export function verdictOf({
  method,
  path,
  status,
  code = '',
  message = '',
}: StripeAnswer): KeyVerdict | undefined {
  if (status >= 500 || status === 429) return undefined
  if (status === 401 || ofWholeKey.has(code)) return { is: 'refused', right: null }
  const read = readingOf(path)
  if (status !== 403) return { is: 'accepted', read: method === 'GET' ? read : undefined }
  if (!/permission/i.test(message)) return { is: 'refused', right: null }
  if (read) return method === 'GET' ? { is: 'unseen', what: read } : undefined
  return { is: 'refused', right: /'rak_(\w+)'/.exec(message)?.[1] ?? '' }
}

function readingOf(path: string): Reading | undefined {
  if (path.startsWith('/v1/disputes')) return 'dispute'
  if (path.startsWith('/v1/balance_transactions')) return 'fee'
  return path.startsWith('/v1/refunds') ? 'refund' : undefined
}
