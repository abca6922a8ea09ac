import type { SignedIn } from '../accounts/session.ts'
import type { Db } from '../db/connect.ts'
import type { ListFilter } from './list-filter.ts'
import { type Cursor, countAttention, listRequests, sumRequests } from './list-store.ts'

const pageSize = 25

/** What the list shows; `after` is the cursor of an earlier page, and one we did not make is the first page. */
export async function describeList(db: Db, merchant: SignedIn, filter: ListFilter, after?: string) {
  const cursor = after === undefined ? undefined : readCursor(after)
  const [found, totals, attention] = await Promise.all([
    listRequests(db, merchant.id, merchant.mode, filter, cursor, pageSize + 1),
    sumRequests(db, merchant.id, merchant.mode),
    countAttention(db, merchant.id, merchant.mode),
  ])
  const rows = found.slice(0, pageSize)
  const last = rows.at(-1)
  const next = found.length > pageSize && last ? writeCursor(last.created_at_text, last.id) : undefined
  return { rows, totals, attention, filter, next, isFirstPage: cursor === undefined, now: new Date() }
}

function writeCursor(createdAt: string, id: string): string {
  return Buffer.from(`${createdAt}|${id}`).toString('base64url')
}

function readCursor(after: string): Cursor | undefined {
  const [createdAt = '', id = ''] = Buffer.from(after, 'base64url').toString().split('|')
  return isInstant(createdAt) && /^pay_[0-9A-Za-z]{22}$/.test(id) ? { createdAt, id } : undefined
}

/** Of our own spelling, and on the calendar: 30 February would be PostgreSQL's error. */
function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text)) return false
  const instant = new Date(text)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text.slice(0, 19))
}
