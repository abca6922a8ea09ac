/** Writes and reads the cursor of a list in a URL: where a page ends. */
import type { Cursor } from '../../requests/find-store.ts'

const requestId = /^pay_[0-9A-Za-z]{22}$/

export function writeCursor({ at, id }: Cursor): string {
  return Buffer.from(`${at}|${id}`).toString('base64url')
}

/** Undefined for a cursor that we did not make. `ids`: what the ids of the list's rows look like. */
export function readCursor(after: string, ids = requestId): Cursor | undefined {
  const [at = '', id = ''] = Buffer.from(after, 'base64url').toString().split('|')
  return isInstant(at) && ids.test(id) ? { at, id } : undefined
}

/** Only our own spelling, and only days that exist: PostgreSQL would throw for 30 February. */
function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text)) return false
  const instant = new Date(text)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text.slice(0, 19))
}
