/** Checks that every mailer makes of an e-mail's headers before it calls its provider. */

import { parseBareEmail } from './email.ts'
import type { Email } from './mailer.ts'
import { RefusedByProvider } from './message-failures.ts'

/** Throws `RefusedByProvider` for a value that would start another header, or turn one recipient into several. */
export function checkHeaders({ messageId, to, fromName, replyTo, subject }: Email): void {
  const fields = { messageId, to, fromName, replyTo, subject }
  for (const [name, value] of Object.entries(fields)) {
    if (/[\r\n\0]/.test(value)) throw new RefusedByProvider('other', `a line break or NUL in ${name}`)
  }
  for (const [name, value] of Object.entries({ to, replyTo })) {
    if (!parseBareEmail(value).ok) throw new RefusedByProvider('other', `${name} is not one address`)
  }
}

/** A display name and an address (RFC 5322, 3.4). The name is quoted, because a comma in it would end the mailbox. */
export function formatMailbox(name: string, address: string): string {
  return `"${name.replace(/["\\]/g, '\\$&')}" <${address}>`
}
