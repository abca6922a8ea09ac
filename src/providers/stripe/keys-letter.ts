import { findPerson } from '../../accounts/people/store.ts'
import type { Deps } from '../../deps.ts'
import type { Mode } from '../../domain/words.ts'
import { catalogueOf } from '../../i18n/catalogues.ts'
import { findTradeName } from '../../merchants/closing-store.ts'
import { paths } from '../../web/paths.ts'

/** To an owner, as they were when the keys changed. */
export async function composeKeysChanged(
  { db }: Deps,
  { merchantId, ownerId, mode }: { merchantId: string; ownerId: string; mode: Mode },
) {
  const owner = await findPerson(db, ownerId)
  if (!owner) return undefined
  const { subject, intro, ...words } = catalogueOf(owner.language).merchants.stripe.letter
  const tradeName = await findTradeName(db, merchantId)
  return { ...owner, ...words, subject: subject(tradeName), intro: intro[mode], path: paths.stripeKeys }
}
