import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import type { RequestAuthor } from '../domain/author.ts'
import { NotFound } from '../domain/errors.ts'
import type { Gateways } from '../domain/gateway.ts'
import { queueCancelNotice } from '../messages/notices.ts'
import { changeStatus, lockRequest } from '../requests/change-store.ts'
import { addEvent } from '../requests/history-store.ts'
import { findRequest } from '../requests/store.ts'
import { closeChallenge } from './reconcile-attempt.ts'

/** Why a request was not cancelled: its status does not allow it, or money may be on its way. */
export type CancelRefusal = 'not_cancellable' | 'being_paid'

/**
 * Cancels a pending request. Returns undefined when done, else why not. When a customer is at the gateway's page,
 * their attempt is first closed at the gateway; if it has succeeded, the request is paid and stays paid. When the
 * gateway does not answer, the error goes to `report` and the request stays as it is. Throws `NotFound` when the
 * request is not this merchant's.
 */
export async function cancelRequest(
  db: Kysely<Database>,
  gateways: Gateways,
  author: RequestAuthor,
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

/** The attempt of a customer who is at the gateway's page, or was. It has to be closed at the gateway first. */
interface Challenged {
  attemptId: string
}

function tryToCancel(db: Kysely<Database>, author: RequestAuthor, id: string) {
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
