/** Writes and reads the cursor of the list in a URL: where a page ends. */
import type { Cursor } from '../../requests/find-store.ts'

export function writeCursor({ created_at_text, id }: { created_at_text: string; id: string }): string {
  return Buffer.from(`${created_at_text}|${id}`).toString('base64url')
}

/** Undefined for a cursor that we did not make. */
export function readCursor(after: string): Cursor | undefined {
  const [createdAt = '', id = ''] = Buffer.from(after, 'base64url').toString().split('|')
  return isInstant(createdAt) && /^pay_[0-9A-Za-z]{22}$/.test(id) ? { createdAt, id } : undefined
}

/** Only our own spelling, and only days that exist: PostgreSQL would throw for 30 February. */
function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text)) return false
  const instant = new Date(text)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text.slice(0, 19))
}
