/** SQL of the first day: what a new merchant has done already. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { houseAccent } from '../domain/accent.ts'

export type FirstStep = 'look' | 'trial' | 'live'

/** Which of the first steps are done: how customers see the merchant, a request on trial, the gateway's live key. */
export async function findFirstSteps(db: Db, merchantId: string): Promise<Record<FirstStep, boolean>> {
  const { rows } = await sql<Record<FirstStep, boolean>>`
    select
      m.accent <> ${houseAccent} or m.logo_hash is not null or m.postal_address is not null as look,
      exists (select 1 from payment_requests r where r.merchant_id = m.id and r.mode = 'test') as trial,
      exists (select 1 from gateway_keys k where k.merchant_id = m.id and k.mode = 'live') as live
    from merchants m where m.id = ${merchantId}`.execute(db)
  return rows[0]!
}
