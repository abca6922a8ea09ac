/** Password hashes: scrypt with OWASP's parameters, only a few at the same time. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { verifyPassword as verifyAsBetterAuth } from 'better-auth/crypto'
import { inTurn, type Place } from './turns.ts'

// OWASP Password Storage Cheat Sheet: as strong as ln=17,r=8,p=1. better-auth's default (ln=14,r=16,p=1) is less than
// half of that work (N·r·p). https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
const parameters = 'ln=14,r=8,p=5'

/** Throws `Busy` (503) when too many are waiting. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hashNow(password))

/** Throws `Busy` (503) when too many are waiting. */
export const verifyPassword = (guess: Guess, place?: Place): Promise<boolean> =>
  inTurn(() => verifyNow(guess), place)

interface Guess {
  hash: string
  password: string
}

/** For a caller that has waited for its turn. */
export async function hashNow(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, parameters)
  return ['', 'scrypt', parameters, toText(salt), toText(key)].join('$')
}

/** For a caller that has waited for its turn. */
export async function verifyNow({ hash, password }: Guess): Promise<boolean> {
  const [, , kept, salt, key] = hash.split('$')
  if (!kept || !salt || !key) return verifyAsBetterAuth({ hash, password })
  const derived = await derive(password, Buffer.from(salt, 'base64'), kept)
  return timingSafeEqual(derived, Buffer.from(key, 'base64'))
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
