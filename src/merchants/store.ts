import { sql } from 'kysely'
import type { Db } from '../db/connect.ts'

/** The merchant this person works for. */
export function findMerchantOfUser(db: Db, userId: string) {
  return db
    .selectFrom('memberships')
    .innerJoin('merchants as m', 'm.id', 'memberships.merchant_id')
    .select(['m.id', 'm.trade_name', 'm.contact_email', 'm.contact_phone', 'm.sms_sender'])
    .where('memberships.user_id', '=', userId)
    .executeTakeFirst()
}

/** Whom to tell what, in the merchant's own team. */
export function findNoticeSettings(db: Db, merchantId: string) {
  return db
    .selectFrom('merchants')
    .select(['notice_emails', 'notify_paid', 'notify_bounced'])
    .where('id', '=', merchantId)
    .executeTakeFirstOrThrow()
}

/** The day in Paris by the database's clock, `2026-12-31`: every process agrees on it. */
export async function findToday(db: Db): Promise<string> {
  const { rows } = await sql<{
    day: string
  }>`select (now() at time zone 'Europe/Paris')::date::text as day`.execute(db)
  return rows[0]!.day
}
