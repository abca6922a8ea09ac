/**
 * The port of payment gateways. An adapter translates between its gateway and these types; it never decides what
 * becomes of a request.
 */

import type { Fee, PricedMovement } from './fee.ts'
import type { Movement, MovementKind, MovementPage, MovementSearch, RefundFailure } from './movement.ts'
import type { Outcome } from './outcome.ts'
import type { PayForm } from './pay-form.ts'
import type { Refund, RefundOutcome } from './refund.ts'
import type { Language, Mode } from './words.ts'

/**
 * One attempt to pay. It is frozen and committed before the gateway is called, so that a repeated call sends exactly
 * the same.
 */
export interface Charge {
  /** Our id, and the idempotency key at the gateway: it takes money at most once for this id. */
  attemptId: string
  requestId: string
  merchantId: string
  mode: Mode
  /** Integer cents, in EUR, read from our row. */
  amountCents: number
  merchantName: string
  description: string
  language: Language
  customerEmail: string | null
  /** What the customer may pay with beside a card, in the gateway's words. Undefined: with a card alone. */
  methods?: readonly string[] | undefined
  /** The URL the customer comes back to. That they came back does not prove that they paid. */
  returnUrl: string
  /** Both are ISO 8601 in UTC: when the attempt was made, and when the gateway ends it by itself. */
  startedAt: string
  endsAt: string
}

/**
 * A charge that the gateway may know already. `ref` is the gateway's own id for it; null until we have received its
 * answer.
 */
export interface KnownCharge extends Charge {
  ref: string | null
}

/** What was paid with. Without `last4` it is no card, and `brand` is its name: Klarna. */
export interface Card {
  brand: string
  last4: string | null
}

export interface Gateway<Details = unknown> {
  /** Stored with each attempt and each key. */
  readonly name: string
  /** The id of the merchant's key that it calls the gateway with. Undefined for a gateway without keys. */
  readonly keyId?: string
  readonly form: PayForm<Details>
  /**
   * True when the gateway's page can be opened again in another tab. If false, a new attempt first closes the
   * previous one.
   */
  readonly reopensChallenge: boolean
  /** What the merchant offers beside cards: frozen with each charge. */
  readonly methods?: readonly string[]
  /** How long the customer has to pay. */
  readonly minutesToPay: number
  /**
   * Asks the gateway to take the money. Idempotent by `attemptId`. Throws when the outcome is unknown (time-out, 5xx,
   * unreadable answer).
   */
  pay(charge: Charge, details: Details): Promise<Outcome>
  /**
   * What became of a charge. Undefined when the gateway does not know it (yet). Throws when the gateway does not
   * answer.
   */
  find(charge: KnownCharge): Promise<Outcome | undefined>
  /**
   * Closes the attempt, so that it can no longer take money even if a call of `pay` is still on its way. Returns what
   * is now final: `cancelled`, or how the attempt had ended before. Throws when that is unknown.
   */
  cancel(charge: KnownCharge): Promise<Outcome>
  /**
   * Why nothing of this charge can be given back with the saved key, so that no refund is begun. Undefined when
   * the gateway knows the charge. Throws when the gateway does not answer.
   */
  findRefundObstacle(charge: KnownCharge): Promise<RefundFailure | undefined>
  /** Asks the gateway to give money back. Idempotent by `refundId`. Throws when the outcome is unknown. */
  refund(refund: Refund): Promise<RefundOutcome>
  /** What became of a refund. Undefined when the gateway does not know it. Throws when the gateway does not answer. */
  findRefund(refund: Refund & { ref: string | null }): Promise<RefundOutcome | undefined>
  /** How often `listMovements` is called for each account. A webhook makes the next call earlier. */
  readonly minutesBetweenLooks: number
  /** One page of the refunds or disputes of a merchant's charges. Throws when the gateway does not answer. */
  listMovements(search: MovementSearch): Promise<MovementPage>
  /**
   * One refund or dispute as it is now. Undefined when it belongs to no charge of ours. Throws when the gateway does
   * not answer.
   */
  findMovement(kind: MovementKind, ref: string): Promise<Movement | undefined>
  /** What the gateway kept of a movement. Throws when it does not answer. Only of gateways that tell their fees. */
  findFee?(movement: PricedMovement): Promise<Fee>
  /**
   * Whether the gateway takes the merchant's key for all that a payment needs; changes nothing there. Throws when the
   * gateway does not answer. Only of gateways with keys.
   */
  canTakePayments?(): Promise<boolean>
}

/**
 * Chooses the gateway. Undefined when none can be used: a live request without live keys, or an attempt whose keys
 * were removed.
 */
export interface Gateways {
  /**
   * The gateway for a new payment. `keyedGateways`: the gateways with keys, where they are known; the others are not
   * queried.
   */
  forRequest(request: {
    merchantId: string
    mode: Mode
    keyedGateways?: string[]
  }): Promise<Gateway | undefined>
  /** The gateway an attempt was made with, whatever the merchant has changed since. */
  forAttempt(attempt: {
    gateway: string
    charge: { merchantId: string; mode: Mode }
  }): Promise<Gateway | undefined>
}
