/** The limits of a link and of the customer's address. Over one, the customer reads so in the request's language. */
import type { FastifyReply } from 'fastify'
import type { Db } from '../db/connect.ts'
import { asTooMany, type TooMany } from '../domain/errors.ts'
import { inMode, limits } from '../domain/limits.ts'
import { countUse } from '../limits/store.ts'
import { refuseIfSpent } from '../limits/uses-store.ts'
import type { Bill } from '../requests/bill-store.ts'

/** Undefined when the customer may try to pay. */
export function findReachedLimit(db: Db, { id, mode }: Bill, ip: string): Promise<TooMany | undefined> {
  const counted = refuseIfSpent(db, [
    [inMode(limits.declinesPerAddress, mode), ip],
    [limits.declinesPerLink, id],
    [limits.attemptsPerLink, id],
  ])
  return counted.then(() => undefined, asTooMany)
}

/** Undefined when the gateway may be asked now. */
export const countVerification = (db: Db, bill: Bill): Promise<TooMany | undefined> =>
  countUse(db, limits.verificationsPerLink, bill.id).then(() => undefined, asTooMany)

/** Only one attempt of a link runs at a time, so declines are counted before the next attempt starts. */
export async function countDecline(db: Db, { id, mode }: Bill, ip: string): Promise<void> {
  await Promise.allSettled([
    countUse(db, limits.declinesPerLink, id),
    countUse(db, inMode(limits.declinesPerAddress, mode), ip),
  ])
}

export function sayTooMany(
  reply: FastifyReply,
  bill: Bill,
  { limit, retryAfterSeconds }: TooMany,
): FastifyReply {
  reply.log.info({ limit, status: 429 }, 'request refused')
  reply.code(429).header('Retry-After', retryAfterSeconds)
  const minutes = Math.ceil(retryAfterSeconds / 60)
  return reply.page('pay/too_many', { lang: bill.language, bill, minutes })
}

declare module '../web/views.ts' {
  interface Views {
    'pay/too_many': { bill: Bill; minutes: number }
  }
}
