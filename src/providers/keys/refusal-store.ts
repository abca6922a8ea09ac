/** SQL of keys that their gateway refuses. */
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import type { Reading } from '../../domain/key-verdict.ts'
import type { Mode } from '../../domain/words.ts'

/** True for the first to hear of it: a refusal is news once, until a key works again. */
export async function markRefused(db: Db, keyId: string, right: string | null): Promise<boolean> {
  const marked = await update(db, keyId)
    .set({
      refused_since: sql<Date>`now()`,
      refused_right: right,
      retry_at: sql<Date>`now() + interval '1 minute'`,
    })
    .where('refused_since', 'is', null)
    .returning('key_id')
    .executeTakeFirst()
  return marked !== undefined
}

export async function endRefusal(db: Db, keyId: string): Promise<void> {
  await update(db, keyId).set({ refused_since: null, refused_right: null, retry_at: null }).execute()
}

export async function saveUnseen(db: Db, keyId: string, unseen: Reading[]): Promise<void> {
  await update(db, keyId).set({ unseen }).execute()
}

export interface KeyToRetry {
  merchant_id: string
  gateway: string
  mode: Mode
  key_id: string
}

/**
 * Claims refused keys that are due to be tried again: a minute after the refusal, then less and less often, up to an
 * hour apart, because an account that is never mended must not be asked for ever at this pace.
 */
export async function claimRefusedKeys(db: Db, most: number): Promise<KeyToRetry[]> {
  const { rows } = await sql<KeyToRetry>`
    update gateway_keys k set
      retry_at = now() + least(interval '1 hour', greatest(interval '1 minute', (now() - refused_since) / 10))
    from (
      select key_id from gateway_keys where refused_since is not null and retry_at <= now()
      order by retry_at limit ${most} for update skip locked) due
    where k.key_id = due.key_id
    returning k.merchant_id, k.gateway, k.mode, k.key_id`.execute(db)
  return rows
}

const update = (db: Db, keyId: string) => db.updateTable('gateway_keys').where('key_id', '=', keyId)
