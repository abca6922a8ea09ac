/** Records each card that was refused on a gateway's own page, once, whoever tells of it. */
import type { Kysely } from 'kysely'
import type { Trx } from '../db/connect.ts'
import type { Database } from '../db/schema.ts'
import type { Decline } from '../domain/outcome.ts'
import { liveAttempts, type Status } from '../domain/request-lifecycle.ts'
import { lockRequest } from '../requests/change-store.ts'
import { addEvent } from '../requests/history-store.ts'
import { type Attempt, findAttempt } from './attempt-store.ts'
import { insertGatewayEvent } from './gateway-event-store.ts'

/** The attempts whose last card may have been refused before it was accepted, or still may be. */
const openOrPaid: string[] = [...liveAttempts, 'succeeded']

/** Call it when the gateway says so by itself. An attempt that has failed has told of its last card already. */
export async function recordDecline(
  db: Kysely<Database>,
  { id, request_id }: Attempt,
  decline: Decline,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, request_id)
    const attempt = await findAttempt(trx, id)
    if (request && attempt && openOrPaid.includes(attempt.status))
      await addDecline(trx, request, attempt, decline)
  })
}

/** Adds a line to the history, unless it is there. Call it with the request's row locked. */
export async function addDecline(
  trx: Trx,
  { id, status }: { id: string; status: Status },
  attempt: { id: string; gateway: string },
  { ref, code }: Decline,
): Promise<void> {
  if (!(await insertGatewayEvent(trx, attempt.gateway, `decline ${ref}`))) return
  await addEvent(trx, id, {
    kind: 'attempt_declined',
    actor: 'customer',
    before: status,
    after: status,
    attemptId: attempt.id,
    failureCode: code,
  })
}
