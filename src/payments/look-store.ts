/** SQL of where each look at a gateway stands: a row for each account and kind of movement. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { MovementKind } from '../domain/movement.ts'
import type { Mode } from '../domain/words.ts'
import type { Account } from './take-movement.ts'

export interface Look {
  merchant_id: string
  mode: Mode
  gateway: string
  kind: MovementKind
  since: Date
  /** Where the page begins that was not read yet: another process may have died there. */
  page: string | null
}

/** Something was reported that is worth asking about: the look is due now. */
export async function hastenLook(
  db: Db,
  { merchantId, mode, gateway }: Account,
  kind: MovementKind,
): Promise<void> {
  await update(db, { merchant_id: merchantId, mode, gateway, kind })
    .set({ next_at: sql<Date>`now()` })
    .execute()
}

/**
 * Looks that are due, each for one process, which has ten minutes for it. The first one of a day goes back thirty days:
 * a bank may give back late what had succeeded, and lists are by the day a movement was made, not changed.
 */
export async function claimLooks(db: Db, most: number): Promise<Look[]> {
  const { rows } = await sql<Look>`
    update gateway_looks l set
      next_at = now() + interval '10 minutes',
      begun_at = coalesce(begun_at, now()),
      since = case when begun_at is null and looked_at < date_trunc('day', now())
        then least(since, now() - interval '30 days') else since end
    from (
      select merchant_id, mode, gateway, kind from gateway_looks
      where next_at <= now() order by next_at limit ${most} for update skip locked) due
    where (l.merchant_id, l.mode, l.gateway, l.kind) = (due.merchant_id, due.mode, due.gateway, due.kind)
    returning l.merchant_id, l.mode, l.gateway, l.kind, l.since, l.page`.execute(db)
  return rows
}

/** What was read of the page is recorded: the next one begins there, whoever reads it. */
export async function turnPage(db: Db, look: Look, page: string, unfinishedSince: string | undefined) {
  await update(db, look)
    .set({
      page,
      unfinished_since: sql<Date>`least(unfinished_since, ${unfinishedSince ?? null}::timestamptz)`,
      next_at: sql<Date>`now() + interval '10 minutes'`,
    })
    .execute()
}

/**
 * The next look begins where this one did, less what clocks differ by, or with the oldest movement that may still change,
 * for half a year. Not all at the same moment.
 */
export async function endLook(db: Db, look: Look, unfinishedSince: string | undefined, minutes: number) {
  const unfinished = sql<Date>`least(unfinished_since, ${unfinishedSince ?? null}::timestamptz)`
  await update(db, look)
    .set({
      since: sql<Date>`least(begun_at - interval '10 minutes',
        case when ${unfinished} > now() - interval '180 days' then ${unfinished} end)`,
      looked_at: sql<Date>`begun_at`,
      next_at: sql<Date>`now() + make_interval(secs => ${minutes * 60}) * (0.9 + 0.2 * random())`,
      ...notBegun,
    })
    .execute()
}

/** Begins anew the next time, with the first page: the place in the list may be what the gateway refuses. */
export async function giveUpLook(db: Db, look: Look) {
  await update(db, look).set(notBegun).execute()
}

const notBegun = { begun_at: null, page: null, unfinished_since: null }

type Key = Pick<Look, 'merchant_id' | 'mode' | 'gateway' | 'kind'>

function update(db: Db, { merchant_id, mode, gateway, kind }: Key) {
  return db
    .updateTable('gateway_looks')
    .where('merchant_id', '=', merchant_id)
    .where('mode', '=', mode)
    .where('gateway', '=', gateway)
    .where('kind', '=', kind)
}
