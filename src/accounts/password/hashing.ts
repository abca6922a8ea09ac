/** Password hashes: scrypt with OWASP's parameters, only a few at the same time. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { verifyPassword as verifyAsBetterAuth } from 'better-auth/crypto'

// OWASP Password Storage Cheat Sheet: as strong as ln=17,r=8,p=1. better-auth's default (ln=14,r=16,p=1) is less than
// half of that work (N·r·p). https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
const parameters = 'ln=14,r=8,p=5'

/** Each hash keeps a core busy. One core is left for pages, and one of libuv's four threads for files and DNS. */
const mostAtOnce = Math.min(3, Math.max(1, availableParallelism() - 1))
/** About as many as can be hashed in a few seconds. A refused sign-in costs two hashes. */
const mostWaiting = 10 * mostAtOnce

/** More people sign in than we can check. Those who already wait come first. */
class Busy extends Error {
  readonly statusCode = 503
}

/** Throws `Busy` (503) when too many are waiting. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await inTurn(() => derive(password, salt, parameters))
  return ['', 'scrypt', parameters, toText(salt), toText(key)].join('$')
}

/** Throws `Busy` (503) when too many are waiting. */
export async function verifyPassword({
  hash,
  password,
}: {
  hash: string
  password: string
}): Promise<boolean> {
  const [, , kept, salt, key] = hash.split('$')
  if (!kept || !salt || !key) return inTurn(() => verifyAsBetterAuth({ hash, password }))
  const derived = await inTurn(() => derive(password, Buffer.from(salt, 'base64'), kept))
  return timingSafeEqual(derived, Buffer.from(key, 'base64'))
}

let running = 0
const waiting: (() => void)[] = []

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= mostAtOnce) {
    if (waiting.length >= mostWaiting) throw new Busy('too many passwords to hash')
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

/** A text has several encodings in Unicode. NFKC makes them the same password (NIST SP 800-63B, 5.1.1.2). */
function derive(password: string, salt: Buffer, kept: string): Promise<Buffer> {
  const [ln = 0, r = 0, p = 0] = (kept.match(/\d+/g) ?? []).map(Number)
  const options: ScryptOptions = { N: 2 ** ln, r, p, maxmem: 2 * 128 * 2 ** ln * r }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 64, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

const toText = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

/**
 * The hash of no password. Verifying against it takes as long as against a real one, so the time does not tell
 * whether an account exists.
 */
export const nobodysHash = [
  '',
  'scrypt',
  parameters,
  toText(Buffer.alloc(16)),
  toText(Buffer.alloc(64)),
].join('$')
