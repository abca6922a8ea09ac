/** What stands in place of an erased customer's address: of the right shape, and nobody's (RFC 2606; +999 is no country). */
export const erased = { email: 'efface@anonyme.invalid', sms: '+999000000000' } as const

/** Nothing is ever sent there. */
export function isErased(address: string): boolean {
  return address === erased.email || address === erased.sms
}
