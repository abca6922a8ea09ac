/**
 * The second factor (S29): a code from an authenticator app in addition to the password, and recovery codes in case
 * the app is lost. docs/decisions/second-factor.md says why it is our own code.
 */
import { createHash, randomBytes } from 'node:crypto'
import { findNow } from '../../db/clock.ts'
import type { Trx } from '../../db/connect.ts'
import type { Deps } from '../../deps.ts'
import { queueAccountLetter } from '../letters/letters.ts'
import { seal, unseal } from './seal.ts'
import {
  deleteSecondFactor,
  findSecondFactor,
  replaceRecoveryCodes,
  replaceSecondFactor,
  useUpRecoveryCode,
  useUpStep,
} from './second-factor-store.ts'
import { encodeBits, findStep, newSecret } from './totp.ts'

type Parts = Pick<Deps, 'db' | 'config'>

/** How long the person has to set up the app after giving the password. */
const minutesToSetUp = 15
const recoveryCodes = 10

/**
 * A new secret, which is not stored yet. `sealed` is the encrypted proposal: the form sends it back with the code
 * that confirms it.
 */
export async function proposeSecondFactor({ db, config }: Parts, userId: string) {
  const secret = newSecret()
  const until = (await findNow(db)).getTime() + minutesToSetUp * 60_000
  return { secret, sealed: await seal(config.appSecret, JSON.stringify({ userId, secret, until })) }
}

/** The secret of a proposal. Undefined when it is too late, or the proposal was another person's. */
export async function openProposal({ db, config }: Parts, userId: string, sealed: string) {
  const opened = await unseal(config.appSecret, sealed)
  if (opened === undefined) return undefined
  const proposal = JSON.parse(opened) as { userId: string; secret: string; until: number }
  const isInTime = (await findNow(db)).getTime() < proposal.until
  return proposal.userId === userId && isInTime ? proposal.secret : undefined
}

/**
 * Stores the second factor. Returns the recovery codes, which are never shown again. Undefined when the code does not
 * match.
 */
export async function addSecondFactor(
  { db, config }: Parts,
  userId: string,
  secret: string,
  code: string,
): Promise<string[] | undefined> {
  const step = findStep(secret, digitsOf(code), await findNow(db))
  if (step === undefined) return undefined
  const sealed = await seal(config.appSecret, secret)
  return db.transaction().execute(async (trx) => {
    await replaceSecondFactor(trx, userId, sealed, step)
    await queueAccountLetter(trx, { kind: 'second_factor_added', userId })
    return makeRecoveryCodes(trx, userId)
  })
}

/** Replaces the recovery codes. Undefined when there is no second factor. */
export function renewRecoveryCodes({ db }: Parts, userId: string): Promise<string[] | undefined> {
  return db.transaction().execute(async (trx) => {
    if (!(await findSecondFactor(trx, userId))) return undefined
    await queueAccountLetter(trx, { kind: 'recovery_codes_renewed', userId })
    return makeRecoveryCodes(trx, userId)
  })
}

/** Removes the second factor and its recovery codes, and tells the person. Does nothing when there is none. */
export async function removeSecondFactor({ db }: Parts, userId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const isRemoved = await deleteSecondFactor(trx, userId)
    if (isRemoved) await queueAccountLetter(trx, { kind: 'second_factor_removed', userId })
  })
}

/**
 * Whether this code (of the app, or a recovery code) is right. It is used up: the same code is refused the second
 * time.
 */
export async function useUpCode({ db, config }: Parts, userId: string, code: string): Promise<boolean> {
  if (!/^\d{6}$/.test(digitsOf(code))) return useUpRecoveryCode(db, userId, hashOf(code))
  const factor = await findSecondFactor(db, userId)
  const secret = factor && (await unseal(config.appSecret, factor.secret))
  const step = secret && findStep(secret, digitsOf(code), await findNow(db))
  return step ? useUpStep(db, userId, step) : false
}

// Without the letters i, l, o and u; a typed i or l is read as 1, an o as 0.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** 120 random bits each, which is enough for a plain hash (ASVS 6.5.2). */
async function makeRecoveryCodes(trx: Trx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodes }, () => encodeBits(randomBytes(15), alphabet))
  await replaceRecoveryCodes(trx, userId, codes.map(hashOf))
  return codes.map((code) => code.match(/.{4}/g)!.join('-'))
}

/** Ignores hyphens, spaces and case. */
function hashOf(code: string): string {
  const plain = code
    .toLowerCase()
    .replace(/o/g, '0')
    .replace(/[il]/g, '1')
    .replace(/[^0-9a-z]/g, '')
  return createHash('sha256').update(plain).digest('base64url')
}

const digitsOf = (code: string) => code.replace(/\s/g, '')
