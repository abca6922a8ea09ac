/** SQL of a merchant's reminder rules. */
import type { Db, Trx } from '../db/connect.ts'
import type { ReminderRule } from '../domain/settings.ts'

export function listReminderRules(db: Db, merchantId: string) {
  return db
    .selectFrom('reminder_rules')
    .select(['position', 'moment', 'days'])
    .where('merchant_id', '=', merchantId)
    .orderBy('position')
    .execute()
}

/** Replaces all rules of the merchant. Their order is their position. */
export async function replaceReminderRules(
  trx: Trx,
  merchantId: string,
  rules: ReminderRule[],
): Promise<void> {
  await trx.deleteFrom('reminder_rules').where('merchant_id', '=', merchantId).execute()
  if (rules.length === 0) return
  await trx
    .insertInto('reminder_rules')
    .values(rules.map((rule, index) => ({ ...rule, merchant_id: merchantId, position: index + 1 })))
    .execute()
}
