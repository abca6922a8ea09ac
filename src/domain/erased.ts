/**
 * Replaces the address of an erased customer. Both are valid in form and belong to nobody: `.invalid` is reserved by
 * RFC 2606, and +999 is no country code.
 */
export const erased = { email: 'efface@anonyme.invalid', sms: '+999000000000' } as const

/** Whether this is the address of an erased customer. No message may be sent to it. */
export function isErased(address: string): boolean {
  return address === erased.email || address === erased.sms
}

/** Why a customer was not erased: a request can still be paid, or money is on its way. */
export type EraseRefusal = 'pending' | 'under_way'
