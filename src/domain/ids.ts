import { randomBytes } from 'node:crypto'

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** 22 base62 characters (130.9 bits) from the system's cryptographic random generator. */
export function newToken(): string {
  let token = ''
  while (token.length < 22) {
    for (const byte of randomBytes(32)) {
      // Bytes of 248 (4 × 62) and above are dropped: taken modulo 62, they would make the first characters more
      // frequent.
      if (byte < 248 && token.length < 22) token += base62[byte % 62]
    }
  }
  return token
}

export type IdPrefix = 'pay' | 'att' | 'msg' | 'mer' | 'sup' | 'ref' | 'dis' | 'cha' | 'inv' | 'imp' | 'tpl'

export function newId(prefix: IdPrefix): string {
  return `${prefix}_${newToken()}`
}
