/** Encrypts merchants' keys, so that the database alone is not enough to read them. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { AppSecret } from '../../config/app-secret.ts'
import type { Mode } from '../../domain/words.ts'

/** The owner of a secret. What was encrypted for one owner cannot be decrypted for another. */
export interface Owner {
  merchantId: string
  mode: Mode
}

const [algorithm, nonceBytes, tagBytes] = ['aes-256-gcm', 12, 16] as const

/** AES-256-GCM. The result is nonce, tag and ciphertext. */
export function encryptSecret({ current }: AppSecret, plain: string, owner: Owner): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, keyOf(current), nonce).setAAD(nameOf(owner))
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text])
}

/** Throws when the secret was encrypted with another APP_SECRET or for another owner, or was changed since. */
export function decryptSecret({ current, previous }: AppSecret, sealed: Buffer, owner: Owner): string {
  try {
    return decrypt(current, sealed, owner)
  } catch (error) {
    if (previous === undefined) throw error
    return decrypt(previous, sealed, owner)
  }
}

/** The secret; undefined where `decryptSecret` throws. */
export function openSecret(appSecret: AppSecret, sealed: Buffer, owner: Owner): string | undefined {
  try {
    return decryptSecret(appSecret, sealed, owner)
  } catch {
    return undefined
  }
}

/** The same, encrypted with the current APP_SECRET. Undefined when it is already. Throws as `decryptSecret` does. */
export function renewSecret(appSecret: AppSecret, sealed: Buffer, owner: Owner): Buffer | undefined {
  try {
    decrypt(appSecret.current, sealed, owner)
    return undefined
  } catch {
    return encryptSecret(appSecret, decryptSecret(appSecret, sealed, owner), owner)
  }
}

function decrypt(appSecret: string, sealed: Buffer, owner: Owner): string {
  const nonce = sealed.subarray(0, nonceBytes)
  const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes)
  const decipher = createDecipheriv(algorithm, keyOf(appSecret), nonce, { authTagLength: tagBytes })
    .setAAD(nameOf(owner))
    .setAuthTag(tag)
  return decipher.update(sealed.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
}

/** Derives a key for this use only, because APP_SECRET also signs sessions. */
function keyOf(appSecret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', appSecret, '', 'gateway keys', 32))
}

/** The gateway is left out, so that keys encrypted before there were several gateways can still be read. */
function nameOf({ merchantId, mode }: Owner): Buffer {
  return Buffer.from(`${merchantId} ${mode}`)
}
