/** What a gateway says became of a charge. */
import type { Card } from './gateway.ts'
import type { FailureCode } from './request-lifecycle.ts'

/** A card that was refused on the gateway's own page, where the customer may try another one. */
export interface Decline {
  /** The gateway's own id for this try. */
  ref: string
  code: FailureCode
}

/** What became of a charge. `ref` is the gateway's own id for it. */
export type Outcome =
  | { status: 'succeeded'; capturedCents: number; card: Card | null; ref: string | null }
  /**
   * The customer has to go to a page: of the gateway, where they pay, or of their `bank`, which asks them to confirm.
   * `decline`: the last card that was refused there.
   */
  | {
      status: 'challenged'
      askedBy?: 'bank'
      url: string
      ref: string | null
      decline?: Decline | undefined
    }
  /**
   * `cause` is set when the failure is between us and the gateway (a refused key, for example), not a refusal by the
   * customer's bank.
   */
  | {
      status: 'failed'
      code: FailureCode
      card: Card | null
      ref: string | null
      cause?: unknown
    }
  /** Closed for good: this attempt can no longer take money. */
  | { status: 'cancelled' }
