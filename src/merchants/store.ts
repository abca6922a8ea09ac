import type { Db, Trx } from '../db/connect.ts'
import { newId } from '../ids.ts'
import { listReminderRules, replaceReminderRules } from '../messages/reminder-store.ts'
import type { Settings } from './settings.ts'

type NewMerchant = Pick<Settings, 'trade_name' | 'contact_email' | 'notice_emails' | 'sms_sender'>

/** The new merchant's id. */
export async function insertMerchant(trx: Trx, merchant: NewMerchant): Promise<string> {
  const id = newId('mer')
  await trx
    .insertInto('merchants')
    .values({ id, ...merchant })
    .execute()
  return id
}

/** Whom to tell what, in the merchant's own team. */
export function findNoticeSettings(db: Db, merchantId: string) {
  return db
    .selectFrom('merchants')
    .select(['notice_emails', 'notify_paid', 'notify_bounced'])
    .where('id', '=', merchantId)
    .executeTakeFirstOrThrow()
}

export async function findSettings(db: Db, merchantId: string): Promise<Settings> {
  const merchant = await db
    .selectFrom('merchants')
    .select([
      'trade_name',
      'contact_email',
      'contact_phone',
      'sms_sender',
      'notice_emails',
      'notify_paid',
      'notify_bounced',
    ])
    .where('id', '=', merchantId)
    .executeTakeFirstOrThrow()
  const rules = await listReminderRules(db, merchantId)
  return { ...merchant, reminders: rules.map(({ moment, days }) => ({ moment, days })) }
}

export async function saveSettings(trx: Trx, merchantId: string, settings: Settings): Promise<void> {
  const { reminders, ...merchant } = settings
  await trx.updateTable('merchants').set(merchant).where('id', '=', merchantId).execute()
  await replaceReminderRules(trx, merchantId, reminders)
}
