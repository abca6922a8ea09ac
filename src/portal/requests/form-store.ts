import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { prepare } from '../../db/prepare.ts'
import type { Mode } from '../../domain/words.ts'
import type { Template } from '../../merchants/template-store.ts'

/**
 * What a new request's form starts from: today in Paris (`2026-12-31`), the merchant's language and number of days, their
 * templates, and the gateways for which they have given keys in this mode.
 */
export async function findFormStart(db: Db, merchantId: string, mode: Mode) {
  const [start] = await selectFormStart(db, { merchantId, mode })
  return start!
}

const templatesOf = (merchantId: string) => sql<Template[]>`(
  select coalesce(json_agg(t order by lower(t.name)), '[]') from request_templates t
  where t.merchant_id = ${merchantId})`

const selectFormStart = prepare(({ merchantId, mode }: { merchantId: string; mode: Mode }, db) =>
  db
    .selectFrom('merchants as m')
    .select([
      sql<string>`(now() at time zone 'Europe/Paris')::date::text`.as('today'),
      'm.default_language',
      'm.default_expiry_days',
      templatesOf(merchantId).as('templates'),
      sql<string[]>`array(
        select k.gateway from gateway_keys k where k.merchant_id = m.id and k.mode = ${mode})`.as(
        'keyed_gateways',
      ),
    ])
    .where('m.id', '=', merchantId),
)
