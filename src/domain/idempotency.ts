/**
 * Idempotency keys. A form carries one, so that a form sent twice does its work once. The key stands for the whole
 * content of the form.
 */
import { createHash } from 'node:crypto'

export type KeyProblem = 'missing' | 'malformed'

/** Checks a key as our forms carry them: 16 to 64 letters, digits, `-` and `_`. Undefined when it is valid. */
export function keyProblem(key: string): KeyProblem | undefined {
  if (key === '') return 'missing'
  return /^[\w-]{16,64}$/.test(key) ? undefined : 'malformed'
}

/** SHA-256, in hexadecimal, of what a form asks for. It differs when the same key comes with other content. */
export function contentHash(content: Record<string, string | number | boolean | null>): string {
  const sorted = Object.entries(content).sort(([one], [other]) => (one < other ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}
