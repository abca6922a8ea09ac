/** How merchants' keys are kept: whoever has the database alone cannot read them. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Mode } from '../../domain/words.ts'

/** Whose secret it is. What was encrypted for one owner cannot be read for another. */
export interface Owner {
  merchantId: string
  mode: Mode
}

const [algorithm, nonceBytes, tagBytes] = ['aes-256-gcm', 12, 16] as const

/** AES-256-GCM: nonce, tag, ciphertext. */
export function encryptSecret(appSecret: string, plain: string, owner: Owner): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, keyOf(appSecret), nonce).setAAD(nameOf(owner))
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text])
}

/** Throws when it was encrypted under another APP_SECRET, for another owner, or changed since. */
export function decryptSecret(appSecret: string, sealed: Buffer, owner: Owner): string {
  const nonce = sealed.subarray(0, nonceBytes)
  const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes)
  const decipher = createDecipheriv(algorithm, keyOf(appSecret), nonce, { authTagLength: tagBytes })
    .setAAD(nameOf(owner))
    .setAuthTag(tag)
  return decipher.update(sealed.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
}

/** A key of its own for this use: APP_SECRET signs sessions as well. */
function keyOf(appSecret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', appSecret, '', 'gateway keys', 32))
}

/** Without the gateway: keys that were sealed before there was more than one can still be read. */
function nameOf({ merchantId, mode }: Owner): Buffer {
  return Buffer.from(`${merchantId} ${mode}`)
}
