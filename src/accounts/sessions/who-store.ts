/**
 * SQL that finds who is there, in one query that every page of the portal asks: the session, its person, and the
 * merchants they work for.
 */
import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { prepare } from '../../db/prepare.ts'
import type { RefusedKey } from '../../domain/key-verdict.ts'
import { sessionState } from './session-store.ts'

/**
 * `session` is undefined when it was deleted, or has passed the end that better-auth gave it. `merchants` begins with
 * the one chosen in this session; then come those the person has worked for longest.
 */
export async function findWho(db: Db, token: string) {
  const rows = await selectWho(db, { token })
  return { session: rows[0], merchants: rows.filter(isOfMerchant) }
}

type WhoRow = Awaited<ReturnType<typeof selectWho>>[number]
type OfMerchant = 'id' | 'role' | 'mode' | 'trade_name' | 'contact_email' | 'sms_sender'
type MerchantRow = WhoRow & { [Column in OfMerchant]: NonNullable<WhoRow[Column]> }

/** False for the only row of a person without a merchant, and where the merchant is closed. */
const isOfMerchant = (row: WhoRow): row is MerchantRow => row.id !== null

/**
 * `is_stale`: it was last used more than a minute ago. `gave_password_lately`: in the last 5 minutes.
 */
const selectWho = prepare(({ token }: { token: string }, db) =>
  db
    .selectFrom('sessions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .leftJoin('memberships as w', 'w.user_id', 'u.id')
    .leftJoin('merchants as m', (join) =>
      join.onRef('m.id', '=', 'w.merchant_id').on('m.closed_at', 'is', null),
    )
    .select([
      's.id as session_id',
      sessionState.as('state'),
      sql<boolean>`s.last_seen_at < now() - interval '1 minute'`.as('is_stale'),
      sql<boolean>`s.password_given_at > now() - interval '5 minutes'`.as('gave_password_lately'),
      's.is_kept',
      'u.id as user_id',
      'u.name as user_name',
      'u.email as user_email',
      'u.language',
      'w.role',
      'w.mode',
      'm.id',
      'm.trade_name',
      'm.contact_email',
      'm.contact_phone',
      'm.sms_sender',
      'm.sms_name',
      refusedKeys.as('refused_keys'),
    ])
    .where('s.token', '=', token)
    .where('s.expires_at', '>', sql<Date>`now()`)
    .orderBy(sql`s.merchant_id is not distinct from w.merchant_id`, 'desc')
    .orderBy('w.created_at'),
)

/** In both modes, live mode first. */
const refusedKeys = sql<RefusedKey[]>`coalesce((
  select json_agg(json_build_object('gateway', k.gateway, 'mode', k.mode, 'since', k.refused_since) order by k.mode)
  from gateway_keys k where k.merchant_id = m.id and k.refused_since is not null), '[]')`
