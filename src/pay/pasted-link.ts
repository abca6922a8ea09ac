/**
 * People paste a link together with what follows it in a message: a full stop, a bracket, a tracking parameter.
 * This removes it.
 */
import { paths } from '../web/paths.ts'

const token = '[0-9A-Za-z]{22}'
const link = `${paths.pay({ token })}|${paths.receipt({ token })}`
// Another letter or digit after the token would be part of another token, and another step of the path another page.
const pastedLink = new RegExp(`^(${link})(?![0-9A-Za-z]|/[0-9A-Za-z])(.*)$`)
/** The only parameter of a link that counts: the customer comes back from the gateway's page. */
const isBack = /[?&]retour=paiement(?![^&])/

/** Returns the link alone when `url` is a link with something after it, otherwise `url` as it is. */
export function withoutPastedTail(url: string): string {
  const [, clean, tail = ''] = pastedLink.exec(url) ?? []
  if (clean === undefined) return url
  return isBack.test(tail) ? `${clean}?retour=paiement` : clean
}
