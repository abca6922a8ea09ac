/**
 * What a page of the list shows, written in the page itself. The page sends it back when it asks for changes, so that
 * no process has to remember who looks at what.
 */
import { createHash } from 'node:crypto'
import { labelOf } from '../../domain/request-lifecycle.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import type { PaymentRequest } from '../../requests/store.ts'

/** Another tab may have changed the merchant or the mode. */
export const nameList = ({ id, mode }: SignedIn) => `${id}/${mode}`

export const writeSeen = (rows: PaymentRequest[]) =>
  rows.map((row) => row.id.slice('pay_'.length) + versionOf(row)).join('')

/** Maps each id to the version that the page shows. */
export function readSeen(seen: string): Map<string, string> {
  const rows = seen.slice(0, 28 * 100).matchAll(/([0-9A-Za-z]{22})([\w-]{6})/g)
  return new Map(Array.from(rows, ([, id, version]) => [`pay_${id}`, version!]))
}

/** A short hash of everything in a row that may change. */
export function versionOf(request: PaymentRequest): string {
  const { status, message_problem, planned_for, family, channel, email, phone } = request
  const problem = status === 'pending' && message_problem
  const shown = [labelOf(request), problem, planned_for, family, channel, email, phone]
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 6)
}

/**
 * For the page of one request: every change of it adds a line of history, but not those of the requests beside it.
 * `newest`: the last line.
 */
export const writeSeenDetail = (request: PaymentRequest, newest: { id: string } | undefined) =>
  `${labelOf(request)} ${newest?.id} ${request.family?.left_cents ?? ''}`
