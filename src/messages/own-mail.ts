import { buildMailto } from '../domain/mailto.ts'
import type { Language } from '../domain/words.ts'
import { catalogueOf } from '../i18n/catalogues.ts'

/** The e-mail that the merchant's own mail client opens; both texts can be changed there. */
export function composeOwnMail(to: string, link: string, language: Language) {
  const { ownSubject: subject, ownBody } = catalogueOf(language).messages
  const body = `${ownBody}\n${link}`
  return { to, subject, body, href: buildMailto({ to, subject, body }) }
}
