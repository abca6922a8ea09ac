/** What an answer of a gateway says about the merchant's key. */
import type { Mode } from './words.ts'

/** What a key may read without which payments still work. */
export type Reading = 'refund' | 'dispute' | 'fee'

export type KeyVerdict =
  /** `read`: what the answer shows that the key may read. */
  | { is: 'accepted'; read?: Reading | undefined }
  /** No payment can be taken. `right`: the gateway's name for the right that the key lacks; null for the whole key. */
  | { is: 'refused'; right: string | null }
  | { is: 'unseen'; what: Reading }

/** A key that its gateway refuses, as every page of the portal tells it. */
export interface RefusedKey {
  gateway: string
  mode: Mode
  /** ISO 8601. */
  since: string
}
