/** Reads the query string and form bodies: one value for each name, and no unreadable characters. */

import type { FastifyRequest } from 'fastify'
import { cleanTyped } from '../domain/plain-text.ts'
import { paths } from './paths.ts'

class Unreadable extends Error {
  readonly statusCode = 400
}

const mostFields = 100
/** Passwords stay as they were typed, because they are compared and never shown. */
const passwordFields = new Set(['password', 'current_password'])

/**
 * Reads everything that people type. Invisible characters are removed, and every space becomes an ordinary one.
 * Throws (400) for a name given twice, since proxies and frameworks disagree on which one counts. A NUL, which
 * PostgreSQL cannot store, becomes U+FFFD.
 */
export function readFields(encoded: string): Record<string, string> {
  const fields: Record<string, string> = Object.create(null)
  let count = 0
  for (const [name, value] of new URLSearchParams(encoded)) {
    count += 1
    const isFine = !(name in fields) && name !== '__proto__'
    if (!isFine || count > mostFields) throw new Unreadable('unreadable fields')
    const readable = value.replaceAll('\0', '\uFFFD')
    fields[name] = passwordFields.has(name) ? readable : cleanTyped(readable)
  }
  return fields
}

const unreadable = { unreadable: '' }

/**
 * The router calls this outside of any handler, where an error would end the process. So it returns a mark, and
 * `refuseUnreadable` throws later.
 */
export function readQuery(encoded: string): Record<string, string> {
  try {
    return readFields(encoded)
  } catch {
    return unreadable
  }
}

export function refuseUnreadable({ query }: FastifyRequest): void {
  if (query === unreadable) throw new Unreadable('unreadable query')
}

/** A URL that cannot be decoded, or contains a NUL, is answered as any unknown URL. */
export function readableUrl(url: string): string {
  if (!url.includes('%')) return url
  const [path = ''] = url.split('?')
  try {
    if (!decodeURIComponent(path).includes('\0')) return url
  } catch {}
  return paths.unknown
}
