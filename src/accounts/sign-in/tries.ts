/** Limits guesses at a password or a code, by account and by IP address (S26). After a while one may try again. */
import type { Db } from '../../db/connect.ts'
import { TooMany } from '../../domain/errors.ts'
import { type Limit, limits } from '../../domain/limits.ts'
import { countUse, releaseUse } from '../../limits/store.ts'

/** The account, or address of an account, that is guessed at, and the visitor's IP address. */
export interface Try {
  limit: Limit
  account: string
  ip: string
}

/**
 * Counts a try before it is known to fail; otherwise many tries at once would all be allowed. Returns the seconds to
 * wait when the limit is reached.
 */
export async function countTry(db: Db, { limit, account, ip }: Try): Promise<number | undefined> {
  try {
    // The IP address is counted first: one that is over its limit must not lock other people's accounts.
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

/** Different spellings of an address are one account. */
export function passwordTry(email: string, ip: string): Try {
  return { limit: limits.failedSignIns, account: email.trim().toLowerCase(), ip }
}
