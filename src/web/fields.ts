/** What comes in an address or a form: readable, with one value for each name, or it is refused. */

import type { FastifyRequest } from 'fastify'
import { paths } from './paths.ts'

class Unreadable extends Error {
  readonly statusCode = 400
}

const mostFields = 100

/**
 * Throws (400) for a name given twice: proxies and frameworks disagree on which one counts. A NUL, which PostgreSQL
 * cannot keep, becomes the sign for what cannot be read.
 */
export function readFields(encoded: string): Record<string, string> {
  const fields: Record<string, string> = Object.create(null)
  let count = 0
  for (const [name, value] of new URLSearchParams(encoded)) {
    count += 1
    const isFine = !(name in fields) && name !== '__proto__'
    if (!isFine || count > mostFields) throw new Unreadable('unreadable fields')
    fields[name] = value.replaceAll('\0', '\uFFFD')
  }
  return fields
}

const unreadable = { unreadable: '' }

/** The router calls this outside of every handler, where an error would end the process: `refuseUnreadable` says it. */
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

/** An address that cannot be decoded, or holds a NUL, leads where every unknown address does. */
export function readableUrl(url: string): string {
  if (!url.includes('%')) return url
  const [path = ''] = url.split('?')
  try {
    if (!decodeURIComponent(path).includes('\0')) return url
  } catch {}
  return paths.unknown
}
