/** SQL of what the doctor looks at. It changes nothing. */
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import { findPosition, hasReplayed, oldestMs } from '../db/replica.ts'

export async function readConnection(db: Db) {
  const { rows } = await sql<{ user: string; version: number; is_encrypted: boolean; is_read_only: boolean }>`
    select current_user as user, current_setting('server_version_num')::integer as version,
      coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as is_encrypted,
      current_setting('transaction_read_only')::boolean as is_read_only`.execute(db)
  return rows[0]!
}

/** Whether a replica has what the primary has now, or gets it within three seconds. */
export async function keepsUp(primary: Db, replica: Db): Promise<boolean> {
  const position = await findPosition(primary)
  for (let tries = 0; tries < 30; tries += 1) {
    if (await hasReplayed(replica, [position])) return true
    await pause(oldestMs / 30)
  }
  return false
}

/** Whether PostgreSQL ends a statement of ours that takes too long. */
export async function hasTimeLimit(db: Db): Promise<boolean> {
  const { rows } = await sql<{ is_set: boolean }>`
    select current_setting('statement_timeout') <> '0' as is_set`.execute(db)
  return rows[0]!.is_set
}

/** Empty when the database was never migrated. */
export async function listMigrations(db: Db): Promise<string[]> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('kysely_migration') is not null as there`.execute(db)
  if (!rows[0]!.there) return []
  const done = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return done.rows.map(({ name }) => name)
}

/** Jobs that wait longer than they have to, and those that failed for good. */
export async function readQueue(db: Db) {
  const { rows } = await sql<{ waiting: number; oldest_seconds: number; failed: number }>`
    select count(*) filter (where is_due)::integer as waiting,
      coalesce(extract(epoch from now() - min(run_at) filter (where is_due)), 0)::integer as oldest_seconds,
      count(*) filter (where attempts >= max_attempts)::integer as failed
    from (select *, run_at <= now() and locked_at is null and attempts < max_attempts as is_due
      from graphile_worker.jobs) jobs`.execute(db)
  return rows[0]!
}

export interface Heard {
  provider: string
  /** When its last webhook came. */
  at: Date | null
}

/** The providers that have something to tell: those whose messages or payments there were in the last week. */
export async function listHeard(db: Db): Promise<Heard[]> {
  const { rows } = await sql<Heard>`
    select provider, max(received_at) as at from message_reports group by 1
    union all select gateway, max(received_at) from gateway_events group by 1
    order by 1`.execute(db)
  return rows
}

/** How many e-mails and SMS were handed over in the last week. */
export async function countSent(db: Db) {
  const { rows } = await sql<{ emails: number; texts: number }>`
    select count(*) filter (where channel = 'email')::integer as emails,
      count(*) filter (where channel = 'sms')::integer as texts
    from messages where status in ('sent', 'delivered', 'bounced') and created_at > now() - interval '7 days'`.execute(
    db,
  )
  return rows[0]!
}

/** Secret keys of merchants, those saved last first. */
export function listMerchantKeys(db: Db, gateway: string, most: number) {
  return db
    .selectFrom('gateway_keys')
    .select(['merchant_id', 'mode', 'secret_key'])
    .where('gateway', '=', gateway)
    .orderBy('updated_at', 'desc')
    .limit(most)
    .execute()
}

/** How many keys of merchants their gateway refuses. */
export async function countRefusedKeys(db: Db) {
  const { rows } = await sql<{ keys: number; refused: number }>`
    select count(*)::integer as keys, count(refused_since)::integer as refused from gateway_keys`.execute(db)
  return rows[0]!
}

export async function listSenders(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('merchants')
    .select('sms_sender')
    .distinct()
    .where('sms_sender', 'is not', null)
    .execute()
  return rows.map(({ sms_sender }) => sms_sender!)
}
