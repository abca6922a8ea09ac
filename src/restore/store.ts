/**
 * SQL that notices a restored backup. `pg_restore` makes every table anew, with another oid, in this server or another;
 * a standby that is promoted has the same.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'

const thisDatabase: RawBuilder<string> = sql`concat_ws(' ', (select system_identifier from pg_control_system()),
  (select oid from pg_database where datname = current_database()), 'restore_guard'::regclass::oid)`

/** Holds everything back when this database is not the one that it was. True while it is held back. */
export async function holdIfRestored(db: Db): Promise<boolean> {
  await sql`insert into restore_guard (database_id) values (${thisDatabase}) on conflict do nothing`.execute(
    db,
  )
  await sql`update restore_guard set database_id = ${thisDatabase}, held_since = coalesce(held_since, now())
    where database_id <> ${thisDatabase}`.execute(db)
  return (await findHeldSince(db)) !== null
}

/** For a restore that nothing shows: of the server's files, to a point in time. */
export async function holdBack(db: Db): Promise<void> {
  await sql`insert into restore_guard (database_id, held_since) values (${thisDatabase}, now())
    on conflict (is_only) do update set held_since = coalesce(restore_guard.held_since, now())`.execute(db)
}

/** Null when nothing is held back. */
export async function findHeldSince(db: Db): Promise<Date | null> {
  const row = await db.selectFrom('restore_guard').select('held_since').executeTakeFirst()
  return row?.held_since ?? null
}

export async function releaseHold(trx: Trx): Promise<void> {
  await trx.updateTable('restore_guard').set({ held_since: null }).execute()
}

/**
 * Messages that wait, about requests that are older than the restore, but not for a day that had not come then.
 * `is_old`: the message is older too.
 */
export function listHeldMessages(db: Db, heldSince: Date) {
  return db
    .selectFrom('messages as m')
    .innerJoin('payment_requests as r', 'r.id', 'm.request_id')
    .select(['m.id', 'm.purpose', 'm.channel', 'm.recipient', 'm.created_at', 'm.request_id'])
    .select(sql<boolean>`m.created_at < ${heldSince}`.as('is_old'))
    .where('m.status', 'in', ['queued', 'sending'])
    .where('r.created_at', '<', heldSince)
    .where((eb) => eb.or([eb('m.send_at', 'is', null), eb('m.send_at', '<', heldSince)]))
    .orderBy('m.created_at')
    .execute()
}

/** Letters about accounts that wait, such as links to choose a password. */
export async function listHeldLetters(db: Db, heldSince: Date) {
  const { rows } = await sql<{ id: string; kind: string; created_at: Date }>`
    select jobs.id, payload ->> 'kind' as kind, created_at from graphile_worker._private_jobs jobs
    join graphile_worker._private_tasks tasks on tasks.id = task_id
    where identifier = 'send_account_letter' and created_at < ${heldSince} order by created_at`.execute(db)
  return rows
}

export async function dropLetters(trx: Trx, ids: string[]): Promise<void> {
  await sql`select from graphile_worker.complete_jobs(${ids}::bigint[])`.execute(trx)
}
