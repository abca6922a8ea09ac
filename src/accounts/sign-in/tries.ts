/** S26: guesses at a password or a code, counted per account and per address; after a while one may try again. */
import type { Db } from '../../db/connect.ts'
import { TooMany } from '../../domain/errors.ts'
import { type Limit, limits } from '../../domain/limits.ts'
import { countUse, releaseUse } from '../../limits/store.ts'

/** Whose account, or address of an account, is guessed at; and from where. */
export interface Try {
  limit: Limit
  account: string
  ip: string
}

/** Counted before it is known to fail, or guesses sent all at once would all be tried. Seconds to wait, if any. */
export async function countTry(db: Db, { limit, account, ip }: Try): Promise<number | undefined> {
  try {
    // The address first: one that is over its limit must not use up other people's accounts.
    await countUse(db, limits.failedSignInsPerAddress, ip)
    await countUse(db, limit, account)
  } catch (error) {
    if (error instanceof TooMany) return error.retryAfterSeconds
    throw error
  }
  return undefined
}

/** It was right. */
export async function releaseTry(db: Db, { limit, account, ip }: Try): Promise<void> {
  await releaseUse(db, limit, account)
  await releaseUse(db, limits.failedSignInsPerAddress, ip)
}

/** One account, however its address is spelt. */
export function passwordTry(email: string, ip: string): Try {
  return { limit: limits.failedSignIns, account: email.trim().toLowerCase(), ip }
}
