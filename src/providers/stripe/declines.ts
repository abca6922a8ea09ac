/** Why a card was declined, in our words: https://docs.stripe.com/declines/codes, https://docs.stripe.com/error-codes */
import { z } from 'zod'
import type { Decline } from '../../domain/outcome.ts'
import type { FailureCode } from '../../domain/request-lifecycle.ts'

const codes: Partial<Record<FailureCode, string[]>> = {
  card_declined: ['payment_method_provider_decline'],
  aborted: ['payment_method_customer_decline'],
  timeout: ['payment_intent_payment_attempt_expired'],
  insufficient_funds: ['insufficient_funds', 'card_velocity_exceeded', 'withdrawal_count_limit_exceeded'],
  '3ds_declined': [
    'authentication_required',
    'authentication_not_handled',
    'mobile_device_authentication_required',
    'payment_intent_authentication_failure',
  ],
  incorrect_number: [
    'incorrect_number',
    'invalid_number',
    'incorrect_cvc',
    'invalid_cvc',
    'invalid_expiry_month',
    'invalid_expiry_year',
    'expired_card',
    'invalid_account',
  ],
  fraud_suspected: [
    'fraudulent',
    'lost_card',
    'stolen_card',
    'pickup_card',
    'merchant_blacklist',
    'security_violation',
  ],
  processing_error: ['processing_error', 'issuer_not_available', 'reenter_transaction', 'try_again_later'],
}

const byStripeCode = new Map(
  Object.entries(codes).flatMap(([code, names]) => names.map((name) => [name, code as FailureCode] as const)),
)

interface StripeDecline {
  type: string
  code?: string | undefined
  decline_code?: string | undefined
}

/** The bank's `decline_code` says more than Stripe's own code. */
export function failureOf({ type, code = '', decline_code = '' }: StripeDecline): FailureCode {
  const named = byStripeCode.get(decline_code) ?? byStripeCode.get(code)
  return named ?? (type === 'card_error' ? 'card_declined' : 'processing_error')
}

const lastError = z.object({
  type: z.string(),
  code: z.string().optional(),
  decline_code: z.string().optional(),
  charge: z.string().optional(),
  payment_method: z.object({ id: z.string() }).nullish(),
})

/**
 * The decline in a PaymentIntent's `last_payment_error`. Its name is that of the charge, or of the card when the bank
 * was not asked to charge it. Undefined when there is none.
 */
export function declineIn(error: unknown): Decline | undefined {
  const { data } = lastError.safeParse(error)
  const ref = data?.charge ?? data?.payment_method?.id
  return data && ref ? { ref, code: failureOf(data) } : undefined
}
