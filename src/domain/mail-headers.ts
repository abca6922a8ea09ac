/** What every mailer asks of an e-mail's header fields before it speaks to its provider. */

import { parseEmail } from './email.ts'
import { RefusedByProvider } from './failures.ts'
import type { Email } from './mailer.ts'

/** Throws `RefusedByProvider` for what would begin another header, or make one recipient several. */
export function checkHeaders({ messageId, to, fromName, replyTo, subject }: Email): void {
  const fields = { messageId, to, fromName, replyTo, subject }
  for (const [name, value] of Object.entries(fields)) {
    if (/[\r\n\0]/.test(value)) throw new RefusedByProvider('other', `a line break or NUL in ${name}`)
  }
  for (const [name, value] of Object.entries({ to, replyTo })) {
    if (!parseEmail(value).ok) throw new RefusedByProvider('other', `${name} is not one address`)
  }
}

/** A display name and an address: RFC 5322, 3.4; the name quoted, because a comma in it would end the mailbox. */
export function formatMailbox(name: string, address: string): string {
  return `"${name.replace(/["\\]/g, '\\$&')}" <${address}>`
}
