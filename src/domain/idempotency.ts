/** Idempotency keys: a form carries one, and sent twice it does its work once. The key stands for the whole form. */
import { createHash } from 'node:crypto'

export type KeyProblem = 'missing' | 'malformed'

/** Undefined for a key such as our forms carry: 16 to 64 letters, digits, `-` and `_`. */
export function keyProblem(key: string): KeyProblem | undefined {
  if (key === '') return 'missing'
  return /^[\w-]{16,64}$/.test(key) ? undefined : 'malformed'
}

/** SHA-256 in hexadecimal of what a form asks for: another content under the same key has another one. */
export function contentHash(content: Record<string, string | number | boolean | null>): string {
  const sorted = Object.entries(content).sort(([one], [other]) => (one < other ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}
