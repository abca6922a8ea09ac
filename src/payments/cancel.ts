import type { Kysely } from 'kysely'
import type { Trx } from '../db/connect.ts'
import type { Database } from '../db/schema.ts'
import type { RequestAuthor } from '../domain/author.ts'
import type { Gateways } from '../domain/gateway.ts'
import { queueCancelNotice } from '../messages/notices.ts'
import { endUnpaid } from './end-unpaid.ts'

export type CancelRefusal = 'not_cancellable' | 'being_paid'

/** Cancels a pending request and tells the customer. Answers and throws as `endUnpaid` does. */
export async function cancelRequest(
  db: Kysely<Database>,
  gateways: Gateways,
  author: RequestAuthor,
  id: string,
  report: (error: unknown) => void,
): Promise<CancelRefusal | undefined> {
  const andThen = (trx: Trx) => queueCancelNotice(trx, id)
  const refusal = await endUnpaid(db, gateways, author, id, { change: 'cancel', andThen, report })
  return refusal === 'not_pending' ? 'not_cancellable' : refusal
}
