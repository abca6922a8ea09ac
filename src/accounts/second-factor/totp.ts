/**
 * Time-based one-time passwords (RFC 6238): six digits, a new one every 30 seconds, with SHA-1, which all apps
 * support.
 */
import { createHmac, randomBytes } from 'node:crypto'

const stepSeconds = 30
const digits = 6
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** 160 random bits (RFC 4226, section 4), in the base32 that apps accept. */
export function newSecret(): string {
  return encodeBits(randomBytes(20), base32)
}

/** Encodes five bits as one character: `alphabet` has 32. */
export function encodeBits(bytes: Uint8Array, alphabet: string): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('')
}

/** The URI that the app reads from the QR code. */
export function keyUri(secret: string, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?${new URLSearchParams({ secret, issuer })}`
}

/**
 * The 30-second step (counted since 1970) to which this code belongs: the current one, the one before, or the one
 * after, for a phone whose clock is slightly wrong and a person who types slowly.
 */
export function findStep(secret: string, code: string, now: Date): number | undefined {
  const current = Math.floor(now.getTime() / 1000 / stepSeconds)
  return [current, current - 1, current + 1].find((step) => codeAt(secret, step) === code)
}

/** RFC 4226, section 5.3. */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', decodeBase32(secret)).update(counter).digest()
  const offset = hash.at(-1)! & 0x0f
  const number = hash.readUInt32BE(offset) & 0x7fff_ffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

function decodeBase32(text: string): Buffer {
  const bits = Array.from(text, (one) => base32.indexOf(one).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
