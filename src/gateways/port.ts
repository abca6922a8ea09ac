/** The gateway contract, in our words. An adapter translates; it never decides what a request becomes. */
import type { Language } from '../db/schema.ts'
import type { FailureCode } from '../requests/lifecycle.ts'

/** Frozen and committed before the gateway is called: a repeat says the same thing, byte for byte. */
export interface Charge {
  /** Ours, and the idempotency key: the gateway takes money at most once for it. */
  attemptId: string
  /** Integer cents of EUR, read from our row. */
  amountCents: number
  merchantName: string
  description: string
  language: Language
  /** Where the customer comes back to. Coming back proves nothing. */
  returnUrl: string
}

export interface Card {
  brand: string
  last4: string
}

/** What the gateway says has become of a charge. */
export type Outcome =
  | { status: 'succeeded'; capturedCents: number; card: Card | null }
  | { status: 'challenged'; url: string }
  | { status: 'failed'; code: FailureCode; card: Card | null }
  /** Closed for good: a payment under this attempt can no longer happen. */
  | { status: 'cancelled' }

/** What the customer typed for this gateway, checked; an adapter without a form of its own takes nothing. */
export type Payer<Details> =
  | { ok: true; details: Details }
  | { ok: false; errors: Record<string, PayerProblem> }
export type PayerProblem = 'missing' | 'not_a_test_card' | 'incorrect_number' | 'past' | 'unreadable'

export interface Gateway<Details = unknown> {
  readonly name: 'sandbox' | 'stripe'
  /** Reads the pay form's posted strings. Pure: nothing is stored, logged or sent. */
  readPayer(body: Record<string, string>): Payer<Details>
  /** Idempotent by `attemptId`. Throws when the outcome is not known. */
  pay(charge: Charge, details: Details): Promise<Outcome>
  /** What has become of it; undefined when the gateway has never heard of it (yet). Throws when it does not answer. */
  find(attemptId: string): Promise<Outcome | undefined>
  /**
   * Closes the attempt so that it can no longer take money, even if `pay` is still on its way.
   * Answers what is now final: `cancelled`, or how it had ended before. Throws when not known.
   */
  cancel(attemptId: string): Promise<Outcome>
}
