/** SQL of the gateways' events that were processed. */
import type { Db, Trx } from '../db/connect.ts'

/**
 * Marks the event as processed. True for the first copy only; other copies at the same time wait for its transaction.
 */
export async function insertGatewayEvent(trx: Trx, gateway: string, eventId: string): Promise<boolean> {
  const inserted = await trx
    .insertInto('gateway_events')
    .values({ gateway, event_id: eventId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('event_id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Whether a copy of the event was processed before. Then there is no need to ask the gateway again. */
export async function isGatewayEventKnown(db: Db, gateway: string, eventId: string): Promise<boolean> {
  const known = await db
    .selectFrom('gateway_events')
    .select('event_id')
    .where('gateway', '=', gateway)
    .where('event_id', '=', eventId)
    .executeTakeFirst()
  return known !== undefined
}
