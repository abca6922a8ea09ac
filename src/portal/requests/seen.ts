/** What a page of the list shows, as the page itself tells it later: so no process need remember who looks at what. */
import { createHash } from 'node:crypto'
import { labelOf } from '../../domain/request-lifecycle.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import type { PaymentRequest } from '../../requests/store.ts'

/** Another tab may have changed the merchant, or the mode. */
export const nameList = ({ id, mode }: SignedIn) => `${id}/${mode}`

export const writeSeen = (rows: PaymentRequest[]) =>
  rows.map((row) => row.id.slice('pay_'.length) + versionOf(row)).join('')

/** Versions by id. */
export function readSeen(seen: string): Map<string, string> {
  const rows = seen.slice(0, 28 * 100).matchAll(/([0-9A-Za-z]{22})([\w-]{6})/g)
  return new Map(Array.from(rows, ([, id, version]) => [`pay_${id}`, version!]))
}

/** Of all that a row shows and that may change. */
export function versionOf(request: PaymentRequest): string {
  const { status, message_problem, channel, email, phone } = request
  const shown = [labelOf(request), status === 'pending' && message_problem, channel, email, phone]
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 6)
}

/** Of a request's own page: whatever happens to it is in its history. */
export const writeSeenDetail = (request: PaymentRequest, history: unknown[]) =>
  `${labelOf(request)} ${history.length}`
