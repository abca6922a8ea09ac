/** A deposit with its balance: more requests to the same customer, each with its own link, paid once. */
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { Ask } from '../domain/ask.ts'
import type { RequestAuthor } from '../domain/author.ts'
import { NotFound } from '../domain/errors.ts'
import { createRequestIn, hashOf } from './create.ts'
import { beginFamily, joinFamily, listFamily } from './family-store.ts'
import type { PaymentRequest } from './store.ts'

export type ScheduleRefusal = 'not_schedulable'

/** Whether more requests can be added to it; the database decides in the end. */
export const canSchedule = ({ family_id, erased_at, status }: PaymentRequest) =>
  family_id === null && erased_at === null && (status === 'pending' || status === 'paid')

/**
 * Makes the request the first of several, and creates the others, in one transaction. A form sent twice makes them
 * once. Returns undefined when done, else why not. Throws `TooMany` and `NotFound` as `createRequest` does.
 */
export function scheduleRequests(
  db: Kysely<Database>,
  author: RequestAuthor,
  id: string,
  asks: Ask[],
): Promise<ScheduleRefusal | undefined> {
  return db.transaction().execute(async (trx) => {
    if (!(await beginFamily(trx, author.id, id))) {
      const [, ...made] = await listFamily(trx, author.id, id)
      const isSame =
        String(made.map((one) => one.content_hash)) === String(asks.map((ask) => hashOf(author, ask)))
      return isSame && made.length > 0 ? undefined : 'not_schedulable'
    }
    for (const [index, ask] of asks.entries()) {
      const made = await createRequestIn(trx, author, ask)
      // The key of this form has made a request elsewhere, which no form of ours does.
      if (made === null) throw new NotFound()
      await joinFamily(trx, made, id, index + 2)
    }
    return undefined
  })
}
