/** The gateway contract, in our words. An adapter translates; it never decides what a request becomes. */

import type { Movement, MovementKind, MovementPage, MovementSearch, RefundStatus } from './movement.ts'
import type { FailureCode } from './request-lifecycle.ts'
import type { Language, Mode } from './words.ts'

/** One try to pay, frozen and committed before the gateway is called: a repeat says the same, byte for byte. */
export interface Charge {
  /** Ours, and the idempotency key: the gateway takes money at most once for it. */
  attemptId: string
  requestId: string
  merchantId: string
  mode: Mode
  /** Integer cents of EUR, read from our row. */
  amountCents: number
  merchantName: string
  description: string
  language: Language
  customerEmail: string | null
  /** Where the customer comes back to. Coming back proves nothing. */
  returnUrl: string
  /** ISO 8601, UTC: when the try was made, and when it ends by itself. */
  startedAt: string
  endsAt: string
}

/** A charge the gateway may know by a name of its own; null as long as its answer has not reached us. */
export interface KnownCharge extends Charge {
  ref: string | null
}

export interface Card {
  brand: string
  last4: string
}

/** What the gateway says has become of a charge. `ref` is its own name for it. */
export type Outcome =
  | { status: 'succeeded'; capturedCents: number; card: Card | null; ref: string | null }
  | { status: 'challenged'; url: string; ref: string | null }
  /** `cause`: what went wrong between us and the gateway, where it was not the customer's bank that refused. */
  | { status: 'failed'; code: FailureCode; card: Card | null; ref: string | null; cause?: unknown }
  /** Closed for good: a payment under this attempt can no longer happen. */
  | { status: 'cancelled' }

export interface Refund {
  /** Ours, and the idempotency key: the gateway gives back at most once for it. */
  refundId: string
  /** Integer cents, at most what is left of the charge. */
  amountCents: number
  charge: KnownCharge
}

export type RefundOutcome = { status: RefundStatus; ref: string | null }

/** What the customer typed for this gateway, checked; an adapter without a form of its own takes nothing. */
export type Payer<Details> =
  | { ok: true; details: Details }
  | { ok: false; errors: Record<string, PayerProblem> }
export type PayerProblem = 'missing' | 'not_a_test_card' | 'incorrect_number' | 'past' | 'unreadable'

export interface Gateway<Details = unknown> {
  readonly name: 'sandbox' | 'stripe'
  /** The pay page shows our card form; else one button leads to the gateway's own page. */
  readonly hasCardForm: boolean
  /** The gateway's page can be opened again in another tab; else a new try closes the one before. */
  readonly reopensChallenge: boolean
  /** How long a customer may take. */
  readonly minutesToPay: number
  /** Reads the pay form's posted strings. Pure: nothing is stored, logged or sent. */
  readPayer(body: Record<string, string>): Payer<Details>
  /** Idempotent by `attemptId`. Throws when the outcome is not known. */
  pay(charge: Charge, details: Details): Promise<Outcome>
  /** What has become of it; undefined when the gateway has never heard of it (yet). Throws when it does not answer. */
  find(charge: KnownCharge): Promise<Outcome | undefined>
  /**
   * Closes the attempt so that it can no longer take money, even if `pay` is still on its way.
   * Answers what is now final: `cancelled`, or how it had ended before. Throws when not known.
   */
  cancel(charge: KnownCharge): Promise<Outcome>
  /** Idempotent by `refundId`. Throws when the outcome is not known. */
  refund(refund: Refund): Promise<RefundOutcome>
  /** What has become of a refund; undefined when the gateway has never heard of it. Throws when it does not answer. */
  findRefund(refund: Refund & { ref: string | null }): Promise<RefundOutcome | undefined>
  /** How often `listMovements` is asked; what is reported by a webhook need not wait for it. */
  readonly minutesBetweenLooks: number
  /** A page of what has happened to a merchant's charges. Throws when the gateway does not answer. */
  listMovements(search: MovementSearch): Promise<MovementPage>
  /** One of them as it is now; undefined when it is of no charge of ours. Throws when the gateway does not answer. */
  findMovement(kind: MovementKind, ref: string): Promise<Movement | undefined>
}

/** Undefined where nothing can take a payment: a live request without live keys, an attempt whose keys are gone. */
export interface Gateways {
  /** `hasOwnKeys`: false where that is known already, and the keys need not be looked for. */
  forRequest(request: { merchantId: string; mode: Mode; hasOwnKeys?: boolean }): Promise<Gateway | undefined>
  /** The one that an attempt was made with, whatever the merchant has set up since. */
  forAttempt(attempt: {
    gateway: string
    charge: { merchantId: string; mode: Mode }
  }): Promise<Gateway | undefined>
}
