import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import { newId } from '../domain/ids.ts'
import { letterheadColumns } from '../domain/letterhead.ts'
import { type Settings, settingNames } from '../domain/settings.ts'
import type { Logo } from './logo.ts'
import { listReminderRules, replaceReminderRules } from './reminder-rules-store.ts'

type NewMerchant = Pick<Settings, 'trade_name' | 'contact_email' | 'notice_emails' | 'sms_sender'>

/** Returns the id of the new merchant. */
export async function insertMerchant(trx: Trx, merchant: NewMerchant): Promise<string> {
  const id = newId('mer')
  await trx
    .insertInto('merchants')
    .values({ id, ...merchant })
    .execute()
  return id
}

/** Which notices the merchant's team wants, and at which addresses. */
export function findNoticeSettings(db: Db, merchantId: string) {
  return db
    .selectFrom('merchants')
    .select(['notice_emails', 'notify_paid', 'notify_bounced'])
    .where('id', '=', merchantId)
    .executeTakeFirstOrThrow()
}

/** The owners' addresses and those of notices, each once, whatever its upper and lower case. */
export async function findUrgentAddresses(db: Db, merchantId: string): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select distinct on (lower(email)) email from (
      select unnest(notice_emails) as email from merchants where id = ${merchantId}
      union all
      select u.email from memberships s join users u on u.id = s.user_id
      where s.merchant_id = ${merchantId} and s.role = 'owner') recipients`.execute(db)
  return rows.map(({ email }) => email)
}

export function findLetterhead(db: Db, merchantId: string) {
  return db
    .selectFrom('merchants as m')
    .select(letterheadColumns)
    .where('m.id', '=', merchantId)
    .executeTakeFirstOrThrow()
}

export async function findSettings(db: Db, merchantId: string): Promise<Settings> {
  const [merchant, rules] = await Promise.all([
    db.selectFrom('merchants').select(settingNames).where('id', '=', merchantId).executeTakeFirstOrThrow(),
    listReminderRules(db, merchantId),
  ])
  return { ...merchant, reminders: rules.map(({ moment, days }) => ({ moment, days })) }
}

/** Saves all settings and replaces all reminder rules. */
export async function saveSettings(trx: Trx, merchantId: string, settings: Settings): Promise<void> {
  const { reminders, ...merchant } = settings
  await trx.updateTable('merchants').set(merchant).where('id', '=', merchantId).execute()
  await replaceReminderRules(trx, merchantId, reminders)
}

/** `null` removes the logo. */
export async function saveLogo(db: Db, merchantId: string, logo: Logo | null): Promise<void> {
  const none = { logo: null, logo_hash: null, logo_type: null, logo_width: null, logo_height: null }
  await db
    .updateTable('merchants')
    .set(logo ?? none)
    .where('id', '=', merchantId)
    .execute()
}

/** The logo with this hash, whichever merchant it belongs to. */
export function findLogo(db: Db, hash: string) {
  return db
    .selectFrom('merchants')
    .select(['logo', 'logo_type'])
    .where('logo_hash', '=', hash)
    .limit(1)
    .executeTakeFirst()
}
