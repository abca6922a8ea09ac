/** What there is to know of one request, by the model as by the books. */
import type { Status } from '../../src/domain/request-lifecycle.ts'

export const cards = {
  paid: '4242 4242 4242 4242',
  challenge: '4000 0025 0000 3155',
  declined: '4000 0000 0000 0002',
  lost: '4000 0000 0000 0259',
} as const
export type CardName = keyof typeof cards

/** The one attempt that may still take money: as we know it, and as the bank does. */
export interface Live {
  phase: 'in_flight' | 'challenged'
  /** The customer's time is up. */
  isOver: boolean
  bank: 'nothing' | 'challenged' | 'succeeded' | 'failed' | 'cancelled'
}

export interface PendingRefund {
  cents: number
  isAtBank: boolean
}

/** What can be read of it. */
export interface Facts {
  status: Status
  isPast: boolean
  live: Live | null
  /** A customer has stood at the bank's page, and may come back to it. */
  hasBankPage: boolean
  pendingRefunds: PendingRefund[]
  givenCents: number
  /** Of the forms that were taken. */
  refundKeys: string[]
}
