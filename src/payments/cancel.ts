import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { NotFound } from '../domain/errors.ts'
import type { Gateways } from '../domain/gateway.ts'
import { queueCancelNotice } from '../messages/notices.ts'
import { changeStatus, lockRequest } from '../requests/change-store.ts'
import type { Author } from '../requests/create.ts'
import { addEvent } from '../requests/history-store.ts'
import { findRequest } from '../requests/store.ts'
import { closeChallenge } from './reconcile-attempt.ts'

/** Why a request stays as it is: its status allows no change, or money may be on its way. */
export type CancelRefusal = 'not_cancellable' | 'being_paid'

/**
 * Cancels a pending request; undefined when done, else why not. A customer in front of the bank's page is
 * first stopped at the gateway: if their payment had succeeded, the request is paid and stays so.
 * A gateway that does not answer (reported) leaves it as it is. Throws `NotFound` when it is not this merchant's.
 */
export async function cancelRequest(
  db: Kysely<Database>,
  gateways: Gateways,
  author: Author,
  id: string,
  report: (error: unknown) => void,
): Promise<CancelRefusal | undefined> {
  if (!(await findRequest(db, author.id, id))) throw new NotFound()
  const first = await tryToCancel(db, author, id)
  if (typeof first !== 'object') return first
  try {
    await closeChallenge(db, gateways, first.attemptId)
  } catch (error) {
    report(error)
    return 'being_paid'
  }
  const second = await tryToCancel(db, author, id)
  return typeof second === 'object' ? 'being_paid' : second
}

/** A customer is, or was, at the gateway's page: its attempt has to be closed there first. */
interface Challenged {
  attemptId: string
}

function tryToCancel(db: Kysely<Database>, author: Author, id: string) {
  return db.transaction().execute(async (trx): Promise<CancelRefusal | Challenged | undefined> => {
    const request = await lockRequest(trx, id)
    if (request?.status !== 'pending') return 'not_cancellable'
    if (request.live?.status === 'challenged') return { attemptId: request.live.id }
    if (request.live) return 'being_paid'
    if (request.is_past_date) return 'not_cancellable'
    await changeStatus(trx, id, 'cancel')
    await addEvent(trx, id, {
      kind: 'cancelled',
      actor: 'merchant',
      userId: author.userId,
      before: 'pending',
      after: 'cancelled',
    })
    await queueCancelNotice(trx, id)
    return undefined
  })
}
