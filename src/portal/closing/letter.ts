import { findPerson } from '../../accounts/people/store.ts'
import type { Deps } from '../../deps.ts'
import { catalogueOf } from '../../i18n/catalogues.ts'
import { findTradeName } from '../../merchants/closing-store.ts'
import { paths } from '../../web/paths.ts'

/** To somebody who was an owner when the account was closed. */
export async function composeClosed(
  { db }: Deps,
  { merchantId, ownerId }: { merchantId: string; ownerId: string },
) {
  const owner = await findPerson(db, ownerId)
  if (!owner) return undefined
  const { subject, intro, ...words } = catalogueOf(owner.language).closing.letter
  const tradeName = await findTradeName(db, merchantId)
  return { ...owner, ...words, subject: subject(tradeName), intro: intro(tradeName), path: paths.privacy }
}
