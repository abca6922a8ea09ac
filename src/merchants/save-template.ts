import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { NotFound } from '../domain/errors.ts'
import { mostTemplates } from '../domain/template.ts'
import { lockOpenMerchant } from './closing-store.ts'
import { insertTemplate, listTemplates, type NewTemplate, updateTemplate } from './template-store.ts'

export type TemplateRefusal = 'taken' | 'too_many'

/**
 * Changes the template of this id, or adds one. Returns undefined when done, else why not. Throws `NotFound` when the
 * template is not this merchant's, or the account is closed. The lock keeps two people from saving one name.
 */
export function saveTemplate(
  db: Kysely<Database>,
  merchantId: string,
  template: NewTemplate,
  id?: string,
): Promise<TemplateRefusal | undefined> {
  return db.transaction().execute(async (trx) => {
    if (!(await lockOpenMerchant(trx, merchantId))) throw new NotFound()
    const others = (await listTemplates(trx, merchantId)).filter((one) => one.id !== id)
    if (others.some(({ name }) => name.toLowerCase() === template.name.toLowerCase())) return 'taken'
    if (id === undefined) {
      if (others.length >= mostTemplates) return 'too_many'
      await insertTemplate(trx, merchantId, template)
    } else if (!(await updateTemplate(trx, merchantId, { ...template, id }))) throw new NotFound()
    return undefined
  })
}
