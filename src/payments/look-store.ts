/** SQL of looks at gateways: how far each account was asked, by kind of movement (docs/payments.md). */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { MovementKind } from '../domain/movement.ts'
import type { Mode } from '../domain/words.ts'
import type { Account } from './record-movement.ts'

export interface Look {
  merchant_id: string
  mode: Mode
  gateway: string
  kind: MovementKind
  since: Date
  /** The page that is to be read next, when a process died in the middle of a look. */
  page: string | null
  /** When the look began, as PostgreSQL writes it: to the microsecond, which a Date cannot hold. */
  begun_at: string
}

/** Makes the look due now, because a webhook said that something has happened. */
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
 * Claims looks that are due, each for one process, for ten minutes. The first look of a day goes back thirty days: a
 * refund that had succeeded may fail weeks later, and gateways list by the date of creation, not of change.
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
    returning l.merchant_id, l.mode, l.gateway, l.kind, l.since, l.page, l.begun_at::text`.execute(db)
  return rows
}

/** Records that a page was read: the next one begins there, whichever process reads it. */
export async function turnPage(db: Db, look: Look, page: string, unfinishedSince: string | undefined) {
  await updateBegun(db, look)
    .set({
      page,
      unfinished_since: sql<Date>`least(unfinished_since, ${unfinishedSince ?? null}::timestamptz)`,
      next_at: sql<Date>`now() + interval '10 minutes'`,
    })
    .execute()
}

/**
 * Ends a look. The next one starts ten minutes before this one began (clocks differ), or with the oldest movement
 * that may still change, but not more than half a year back. It is due at once when a webhook asked for it
 * meanwhile; else its time varies, so that accounts are not all asked at once.
 */
export async function endLook(db: Db, look: Look, unfinishedSince: string | undefined, minutes: number) {
  const unfinished = sql<Date>`least(unfinished_since, ${unfinishedSince ?? null}::timestamptz)`
  await updateBegun(db, look)
    .set({
      since: sql<Date>`least(begun_at - interval '10 minutes',
        case when ${unfinished} > now() - interval '180 days' then ${unfinished} end)`,
      looked_at: sql<Date>`begun_at`,
      next_at: sql<Date>`case when next_at <= now() then next_at
        else now() + make_interval(secs => ${minutes * 60}) * (0.9 + 0.2 * random()) end`,
      ...notBegun,
    })
    .execute()
}

/** Gives up the look, so that the next one starts with the first page: the gateway may have refused the saved page. */
export async function giveUpLook(db: Db, look: Look) {
  await updateBegun(db, look).set(notBegun).execute()
}

const notBegun = { begun_at: null, page: null, unfinished_since: null }

/**
 * Matches nothing once the look has ended: a webhook, or a process that took too long, may have made two processes run
 * the same look.
 */
function updateBegun(db: Db, look: Look) {
  return update(db, look).where('begun_at', '=', sql<Date>`${look.begun_at}::timestamptz`)
}

type Key = Pick<Look, 'merchant_id' | 'mode' | 'gateway' | 'kind'>

function update(db: Db, { merchant_id, mode, gateway, kind }: Key) {
  return db
    .updateTable('gateway_looks')
    .where('merchant_id', '=', merchant_id)
    .where('mode', '=', mode)
    .where('gateway', '=', gateway)
    .where('kind', '=', kind)
}
