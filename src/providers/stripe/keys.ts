/** Merchants' own keys: which may be which, and how they are kept. Whoever has the database alone cannot read them. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Mode } from '../../domain/words.ts'

export type KeyProblem = 'missing' | 'not_a_secret_key' | 'other_mode'

/** Undefined when it may be used in that mode. A publishable key (`pk_`) can take no payment. */
export function secretKeyProblem(mode: Mode, typed: string): KeyProblem | undefined {
  if (typed === '') return 'missing'
  const [, keyMode] = /^(?:sk|rk)_(test|live)_\w{8,250}$/.exec(typed) ?? []
  if (!keyMode) return 'not_a_secret_key'
  return keyMode === mode ? undefined : 'other_mode'
}

/** The signing secret of a webhook endpoint says nothing of its mode. */
export function isWebhookSecret(typed: string): boolean {
  return /^whsec_[\w+/=-]{8,250}$/.test(typed)
}

/** All that is ever shown of a secret. */
export function lastFour(secret: string): string {
  return secret.slice(-4)
}

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

function nameOf({ merchantId, mode }: Owner): Buffer {
  return Buffer.from(`${merchantId} ${mode}`)
}
