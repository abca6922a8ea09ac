/** What a gateway keeps of a movement of money. */
import type { KnownCharge } from './gateway.ts'
import type { OperationKind } from './operation.ts'

export interface PricedMovement {
  kind: OperationKind
  /** Integer cents that the merchant gained: negative when money left. */
  amountCents: number
  charge: KnownCharge
  /** The gateway's id of the refund or the dispute; null for a payment. */
  ref: string | null
}

export type Fee =
  /** Integer cents, in EUR: positive for what the gateway kept. */
  | { is: 'known'; cents: number }
  /** Ask again later. */
  | { is: 'not_yet' }
  /** It cannot be told in EUR for this movement: the account is held in another currency, for example. */
  | { is: 'never' }
  /** The merchant's key may not read fees. */
  | { is: 'refused' }
