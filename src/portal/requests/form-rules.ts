import type { Deps } from '../../deps.ts'
import { newToken } from '../../domain/ids.ts'
import type { SignedIn } from '../../domain/signed-in.ts'
import type { Template } from '../../merchants/template-store.ts'
import { type FormRules, type FormValues, readForm } from './form.ts'
import { findDayRange } from './form-days.ts'
import { findFormStart } from './form-store.ts'

/** The rules, with the merchant's templates. `canTakeMoney`: whether somebody could pay what the form makes. */
export type FormStart = FormRules & { templates: Template[]; canTakeMoney: boolean }

/** The rules for the form of this merchant today. */
export async function findFormRules(
  { db, config, gateways }: Pick<Deps, 'db' | 'config' | 'gateways'>,
  { id, mode }: SignedIn,
): Promise<FormStart> {
  const start = await findFormStart(db, id, mode)
  return {
    today: start.today,
    defaults: { language: start.default_language, expiryDays: start.default_expiry_days },
    templates: start.templates,
    smsOffered: config.texter !== 'none',
    smsCountries: config.smsCountries,
    // A live request needs the merchant's own live key: without it nobody could pay.
    canTakeMoney: gateways.canTake({ mode, keyedGateways: start.keyed_gateways }),
  }
}

export function emptyForm(rules: FormRules): FormValues {
  const empty = readForm({})
  return {
    ...empty,
    channel: 'email',
    language: rules.defaults.language,
    expires_on: findDayRange(empty, rules).defaultDay,
    idempotency_key: newToken(),
  }
}
