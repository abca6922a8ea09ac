/** Addresses that differ in case only reach one person: limits and suppressions take them for one. */
export function mailboxOf(recipient: string): string {
  return recipient.toLowerCase()
}
