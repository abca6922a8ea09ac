import type { Kysely } from 'kysely'
import type { Trx } from '../db/connect.ts'
import type { Database } from '../db/schema.ts'
import type { RequestAuthor } from '../domain/author.ts'
import { NotFound } from '../domain/errors.ts'
import type { Gateways } from '../domain/gateway.ts'
import { changes } from '../domain/request-lifecycle.ts'
import { changeStatus, lockRequest } from '../requests/change-store.ts'
import { addEvent } from '../requests/history-store.ts'
import { findRequest } from '../requests/store.ts'
import { closeChallenge } from './reconcile-attempt.ts'

/** Why a request did not end: its status does not allow it, or money may be on its way. */
type Refusal = 'not_pending' | 'being_paid'

interface End {
  change: 'cancel' | 'settleOtherwise'
  /** Queues what follows, in the same transaction. */
  andThen?: (trx: Trx) => Promise<void>
  report: (error: unknown) => void
}

/**
 * Ends a pending request for which the merchant awaits no payment any more. Returns undefined when done, else why
 * not. When a customer is at the gateway's page, their attempt is first closed at the gateway; if it has succeeded,
 * the request is paid and stays paid. When the gateway does not answer, the error goes to `report` and the request
 * stays as it is. Throws `NotFound` when the request is not this merchant's.
 */
export async function endUnpaid(
  db: Kysely<Database>,
  gateways: Gateways,
  author: RequestAuthor,
  id: string,
  end: End,
): Promise<Refusal | undefined> {
  if (!(await findRequest(db, author.id, id))) throw new NotFound()
  const first = await tryToEnd(db, author, id, end)
  if (typeof first !== 'object') return first
  try {
    await closeChallenge(db, gateways, first.attemptId)
  } catch (error) {
    end.report(error)
    return 'being_paid'
  }
  const second = await tryToEnd(db, author, id, end)
  return typeof second === 'object' ? 'being_paid' : second
}

/** The attempt of a customer who is at the gateway's page, or was. It has to be closed at the gateway first. */
interface Challenged {
  attemptId: string
}

function tryToEnd(db: Kysely<Database>, { userId }: RequestAuthor, id: string, { change, andThen }: End) {
  return db.transaction().execute(async (trx): Promise<Refusal | Challenged | undefined> => {
    const request = await lockRequest(trx, id)
    if (request?.status !== 'pending') return 'not_pending'
    if (request.live?.status === 'challenged') return { attemptId: request.live.id }
    if (request.live) return 'being_paid'
    if (request.is_past_date) return 'not_pending'
    await changeStatus(trx, id, change)
    const { to } = changes[change]
    await addEvent(trx, id, { kind: to, actor: 'merchant', userId, before: 'pending', after: to })
    await andThen?.(trx)
    return undefined
  })
}
