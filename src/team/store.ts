/** SQL of memberships: who works for which merchant, as what. */
import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'
import type { Mode } from '../db/schema.ts'

/** The merchant this session looks at: the one chosen in it, or the one the person has worked for longest. */
export function findMembership(db: Db, userId: string, sessionId: string) {
  return db
    .selectFrom('memberships')
    .innerJoin('merchants as m', 'm.id', 'memberships.merchant_id')
    .innerJoin('users as u', 'u.id', 'memberships.user_id')
    .innerJoin('sessions as s', (join) => join.onRef('s.user_id', '=', 'u.id').on('s.id', '=', sessionId))
    .select([
      'm.id',
      'm.trade_name',
      'm.contact_email',
      'm.contact_phone',
      'm.sms_sender',
      'memberships.mode',
      'memberships.role',
      'u.language',
    ])
    .where('memberships.user_id', '=', userId)
    .where('m.closed_at', 'is', null)
    .orderBy(sql`s.merchant_id is not distinct from memberships.merchant_id`, 'desc')
    .orderBy('memberships.created_at')
    .executeTakeFirst()
}

export async function changeMode(db: Db, merchantId: string, userId: string, mode: Mode): Promise<void> {
  await db
    .updateTable('memberships')
    .set({ mode })
    .where('merchant_id', '=', merchantId)
    .where('user_id', '=', userId)
    .execute()
}
