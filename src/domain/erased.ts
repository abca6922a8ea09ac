/**
 * Replaces the address of an erased customer. Both are valid in form and belong to nobody: `.invalid` is reserved by
 * RFC 2606, and +999 is no country code.
 */
export const erased = { email: 'efface@anonyme.invalid', sms: '+999000000000' } as const

/** Whether this is the address of an erased customer. No message may be sent to it. */
export function isErased(address: string): boolean {
  return address === erased.email || address === erased.sms
}
