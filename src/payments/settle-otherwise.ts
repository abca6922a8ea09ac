import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { RequestAuthor } from '../domain/author.ts'
import { NotFound } from '../domain/errors.ts'
import type { Gateways } from '../domain/gateway.ts'
import { keepOpen } from '../merchants/closing-store.ts'
import { lockRequest } from '../requests/change-store.ts'
import { addEvent } from '../requests/history-store.ts'
import { reopen } from '../requests/reopen-store.ts'
import { findRequest } from '../requests/store.ts'
import { endUnpaid } from './end-unpaid.ts'

export type SettleRefusal = 'not_settleable' | 'being_paid'
export type ReopenRefusal = 'not_reopenable'

/**
 * Ends a pending request that the customer has settled in another way. Neither the means nor an amount is recorded,
 * and nobody is written to. Answers and throws as `endUnpaid` does.
 */
export async function settleOtherwise(
  db: Kysely<Database>,
  gateways: Gateways,
  author: RequestAuthor,
  id: string,
  report: (error: unknown) => void,
): Promise<SettleRefusal | undefined> {
  const refusal = await endUnpaid(db, gateways, author, id, { change: 'settleOtherwise', report })
  return refusal === 'not_pending' ? 'not_settleable' : refusal
}

/**
 * Makes a request pending again that was settled otherwise less than a day ago. Returns undefined when done, else why
 * not. Throws `NotFound` when the request is not this merchant's, or the merchant was closed meanwhile.
 */
export async function reopenRequest(
  db: Kysely<Database>,
  author: RequestAuthor,
  id: string,
): Promise<ReopenRefusal | undefined> {
  if (!(await findRequest(db, author.id, id))) throw new NotFound()
  return db.transaction().execute(async (trx) => {
    if (!(await keepOpen(trx, author.id))) throw new NotFound()
    await lockRequest(trx, id)
    if (!(await reopen(trx, author.id, id))) return 'not_reopenable'
    await addEvent(trx, id, {
      kind: 'reopened',
      actor: 'merchant',
      userId: author.userId,
      before: 'settled_otherwise',
      after: 'pending',
    })
    return undefined
  })
}
