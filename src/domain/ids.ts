import { randomBytes } from 'node:crypto'

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** 22 base62 characters from the system's CSPRNG: 130.9 bits. */
export function newToken(): string {
  let token = ''
  while (token.length < 22) {
    for (const byte of randomBytes(32)) {
      // 248 = 4 × 62: bytes above it would favour the first characters.
      if (byte < 248 && token.length < 22) token += base62[byte % 62]
    }
  }
  return token
}

export type IdPrefix = 'pay' | 'att' | 'msg' | 'mer' | 'sup' | 'ref' | 'dis' | 'cha' | 'inv' | 'imp'

export function newId(prefix: IdPrefix): string {
  return `${prefix}_${newToken()}`
}
