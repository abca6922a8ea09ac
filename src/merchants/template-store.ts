/** SQL of templates: what a merchant fills the form of a request with. */
import { sql } from 'kysely'
import type { Db, Trx } from '../db/connect.ts'
import type { Database } from '../db/schema.ts'
import { newId } from '../domain/ids.ts'

/** Amounts in integer cents. */
export type NewTemplate = Pick<
  Database['request_templates'],
  'name' | 'description' | 'message' | 'amount_cents'
>
export type Template = NewTemplate & { id: string }

export function listTemplates(db: Db, merchantId: string): Promise<Template[]> {
  return db
    .selectFrom('request_templates')
    .select(['id', 'name', 'description', 'message', 'amount_cents'])
    .where('merchant_id', '=', merchantId)
    .orderBy(sql`lower(name)`)
    .execute()
}

export async function insertTemplate(trx: Trx, merchantId: string, template: NewTemplate): Promise<void> {
  const row = { ...template, id: newId('tpl'), merchant_id: merchantId }
  await trx.insertInto('request_templates').values(row).execute()
}

/** False when it is not this merchant's, or no longer. */
export async function updateTemplate(trx: Trx, merchantId: string, { id, ...template }: Template) {
  const { numUpdatedRows } = await trx
    .updateTable('request_templates')
    .set(template)
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0
}

/** False when it is not this merchant's, or no longer. */
export async function deleteTemplate(db: Db, merchantId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('request_templates')
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0
}
