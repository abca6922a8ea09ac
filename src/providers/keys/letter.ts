import { findPerson } from '../../accounts/people/store.ts'
import type { Deps } from '../../deps.ts'
import type { Mode } from '../../domain/words.ts'
import { catalogueOf } from '../../i18n/catalogues.ts'
import { findTradeName } from '../../merchants/closing-store.ts'
import { paths } from '../../web/paths.ts'

interface About {
  merchantId: string
  ownerId: string
  gateway: string
  mode: Mode
}

/** To somebody who was an owner when the keys changed. */
export const composeKeysChanged = (deps: Deps, about: About) => compose(deps, about, 'keysLetter')

/** To somebody who was an owner when the gateway refused the key. */
export const composeKeyRefused = (deps: Deps, about: About) => compose(deps, about, 'refusedLetter')

async function compose(
  { db }: Deps,
  // An e-mail that was queued before keys had a gateway is about Stripe's.
  { merchantId, ownerId, gateway = 'stripe', mode }: About,
  letter: 'keysLetter' | 'refusedLetter',
) {
  const owner = await findPerson(db, ownerId)
  if (!owner) return undefined
  const { names, [letter]: letterWords } = catalogueOf(owner.language).gateways
  const { subject, intro, ...words } = letterWords
  const name = names[gateway] ?? gateway
  const tradeName = await findTradeName(db, merchantId)
  return {
    ...owner,
    ...words,
    subject: subject(name, tradeName),
    intro: intro[mode](name),
    path: paths.gatewayKeys(gateway),
  }
}
