/** SQL of the gateways' events that were taken. */
import type { Db, Trx } from '../db/connect.ts'

/** True for the first of them: of any number of copies at once, the others wait for its transaction to end. */
export async function insertGatewayEvent(trx: Trx, gateway: string, eventId: string): Promise<boolean> {
  const inserted = await trx
    .insertInto('gateway_events')
    .values({ gateway, event_id: eventId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('event_id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** A copy that comes later: there is no need to ask the gateway again. */
export async function isGatewayEventTaken(db: Db, gateway: string, eventId: string): Promise<boolean> {
  const taken = await db
    .selectFrom('gateway_events')
    .select('event_id')
    .where('gateway', '=', gateway)
    .where('event_id', '=', eventId)
    .executeTakeFirst()
  return taken !== undefined
}
