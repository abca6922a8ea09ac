/** Addresses that differ only in case reach the same person, so limits and suppressions treat them as one. */
export function mailboxOf(recipient: string): string {
  return recipient.toLowerCase()
}
