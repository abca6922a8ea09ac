/** Posted forms and query strings: one value for each name, or the request is refused. */

class Unreadable extends Error {
  readonly statusCode = 400
}

const mostFields = 100

/** Throws (400) for a name given twice: proxies and frameworks disagree on which one counts. */
export function readFields(encoded: string): Record<string, string> {
  const fields: Record<string, string> = Object.create(null)
  let count = 0
  for (const [name, value] of new URLSearchParams(encoded)) {
    count += 1
    if (name in fields || name === '__proto__' || count > mostFields)
      throw new Unreadable('unreadable fields')
    fields[name] = value
  }
  return fields
}
