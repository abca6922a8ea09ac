import { findToday } from '../../db/clock.ts'
import type { Deps } from '../../deps.ts'
import { findRequestDefaults } from '../../merchants/store.ts'
import type { FormRules } from './form.ts'

/** The rules for the form of this merchant today. */
export async function findFormRules(
  { db, config }: Pick<Deps, 'db' | 'config'>,
  merchantId: string,
): Promise<FormRules> {
  const [today, defaults] = await Promise.all([findToday(db), findRequestDefaults(db, merchantId)])
  return { today, defaults, smsOffered: config.texter !== 'none', smsCountries: config.smsCountries }
}
