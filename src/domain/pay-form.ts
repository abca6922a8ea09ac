/** The part of the pay page that belongs to a gateway. The page itself does not know what it is. */
import type { Language, Mode } from './words.ts'

/**
 * What the customer typed for this gateway, checked. `details` is empty for an adapter that has no form on our page;
 * `errors` are codes by field.
 */
export type Payer<Details> = { ok: true; details: Details } | { ok: false; errors: Record<string, string> }

/** What the pay page includes for a gateway: its own fields, or a sentence about the page that it leads to. */
export interface PayFormShown {
  /** A template. It receives `values` and `problems`. */
  view: string
  values: object
  /** A sentence in the customer's language for each wrong field. */
  problems: Record<string, string>
}

/** A gateway's part of the pay page: the same for every merchant, so that no key is needed to show it. */
export interface PayForm<Details = unknown> {
  /** Reads the fields posted by the pay form. Pure: nothing is stored, logged or sent. */
  readPayer(body: Record<string, string>): Payer<Details>
  /**
   * `body` is what was posted before, of which nothing secret is shown again; `errors` is what `readPayer` said of it.
   */
  show(language: Language, body?: Record<string, string>, errors?: Record<string, string>): PayFormShown
}

export interface PayForms {
  /**
   * What the pay page shows, without any query. Undefined when nobody can pay now. `keyedGateways` are the names of the
   * gateways that the merchant has given keys for, in this mode.
   */
  formFor(request: { mode: Mode; keyedGateways: string[] }): PayForm | undefined
  /** What customers see in live mode once the merchant has given keys. */
  readonly liveForm: PayForm
}
