/** The gateway's part of the pay page. The page itself does not know what is in it. */
import type { CardBrand } from './card-brand.ts'
import type { ParsedForm } from './parsed.ts'
import type { Language, Mode } from './words.ts'

/**
 * What the customer typed for this gateway, checked. The value is null for a gateway without a form on our page.
 * `errors` are codes by field.
 */
export type Payer<Details> = ParsedForm<Details>

/** What the pay page includes for a gateway: its own fields, or a sentence about the page it leads to. */
export interface PayFormShown {
  /** The name of a view. It receives `values` and `problems`. */
  view: string
  values: object
  /** For each wrong field, a sentence in the customer's language. */
  problems: Record<string, string>
  /** The cards that this gateway takes from every merchant: the page shows their marks, and no others. */
  brands: readonly CardBrand[]
  /** What becomes of the card, in the customer's language: it must be true of this gateway. */
  kept: string
  /** A name for this part where nothing was typed: it is the same then for everybody who reads this language. */
  untouched: string | undefined
}

/** A gateway's part of the pay page: the same for every merchant, so that no key is needed to show it. */
export interface PayForm<Details = unknown> {
  /** Whether the form leads to a page of the gateway. Its https address is known only when the payment begins. */
  readonly leadsAway: boolean
  /** Reads the fields posted by the pay form. Pure: nothing is stored, logged or sent. */
  readPayer(body: Record<string, string>): Payer<Details>
  /** `body`: what was posted before; nothing secret of it is shown again. `errors`: what `readPayer` has found. */
  show(language: Language, body?: Record<string, string>, errors?: Record<string, string>): PayFormShown
}

export interface PayForms {
  /** Whether a gateway takes payments in this mode, of a merchant who has given keys for `keyedGateways`. */
  canTake(asked: { mode: Mode; keyedGateways: string[] }): boolean
  /**
   * What the pay page shows, without a query. Undefined when nobody can pay now. `keyedGateways`: the gateways for
   * which the merchant has given keys in this mode; `refusedGateways`: those that refuse them.
   */
  formFor(request: { mode: Mode; keyedGateways: string[]; refusedGateways: string[] }): PayForm | undefined
  /** What customers see in live mode once the merchant has given keys. */
  readonly liveForm: PayForm
}
