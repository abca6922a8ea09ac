/**
 * Limits guesses at a password or a code, by account and by network (S26, S69). After a while one may try again. A
 * device on which the person has signed in before is counted for itself.
 */
import type { FastifyRequest } from 'fastify'
import type { Config } from '../../config/config.ts'
import type { Db } from '../../db/connect.ts'
import { TooMany } from '../../domain/errors.ts'
import { type Limit, limits } from '../../domain/limits.ts'
import { widestNetworkOf } from '../../limits/network.ts'
import { countUse, releaseUse } from '../../limits/store.ts'
import type { Place } from '../password/turns.ts'
import { findKnownDevice } from './known-device.ts'

/** The account, or address of an account, that is guessed at, and from where. */
export interface Try {
  limit: Limit
  account: string
  ip: string
  /** Set when the device is known for this account. */
  device?: string | undefined
}

/** `wait`: the seconds until the next try, when the limit is reached. `right`: what the check has found. */
type Answer<Right> = { wait: number } | { wait: undefined; right: Right | undefined }

/**
 * Counts a try before it is known to fail; otherwise many tries at once would all be allowed. It is given back when it
 * was right, and when `check` has thrown: an error of ours is no wrong guess.
 */
export async function guess<Right>(
  db: Db,
  tried: Try,
  check: (place: Place) => Promise<Right | undefined>,
): Promise<Answer<Right>> {
  const wait = await countTry(db, tried)
  if (wait !== undefined) return { wait }
  let isWrong = false
  try {
    const right = await check(placeOf(tried))
    isWrong = right === undefined
    return { wait, right }
  } finally {
    if (!isWrong) await releaseTry(db, tried)
  }
}

async function countTry(db: Db, tried: Try): Promise<number | undefined> {
  const counted: [Limit, string][] = []
  try {
    for (const use of usesOf(tried)) {
      await countUse(db, ...use)
      counted.push(use)
    }
  } catch (error) {
    for (const use of counted) await releaseUse(db, ...use)
    if (error instanceof TooMany) return error.retryAfterSeconds
    throw error
  }
  return undefined
}

async function releaseTry(db: Db, tried: Try): Promise<void> {
  for (const use of usesOf(tried)) await releaseUse(db, ...use)
}

/** The network is counted first: one that is over its limit must not lock other people's accounts. */
function usesOf({ limit, account, ip, device }: Try): [Limit, string][] {
  if (device) return [[limit, `${account} ${device}`]]
  return [
    [limits.failedSignInsPerAddress, ip],
    [limit, account],
  ]
}

function placeOf({ ip, device }: Try): Place {
  return { network: widestNetworkOf(ip), isKnownDevice: device !== undefined }
}

/** Different spellings of an address are one account. */
export function passwordTry(config: Pick<Config, 'appSecret'>, req: FastifyRequest, email: string): Try {
  const account = email.trim().toLowerCase()
  const device = findKnownDevice(config, req, account)
  return { limit: limits.failedSignIns, account, ip: req.ip, device }
}
